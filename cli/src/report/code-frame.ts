import { codeFrameColumns } from '@babel/code-frame';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, Problem } from './problem.js';

export interface FrameOptions {
  readonly root: string;
  readonly colours: boolean;
}

/** Adds the lines around a problem's place, where the file can still be read. */
export function withFrame(problem: Problem, { root, colours }: FrameOptions): Problem {
  if (problem.place === undefined) return problem;
  const source = sourceOf(join(root, problem.place.file));
  return source === undefined ? problem : { ...problem, frame: frame(source, problem.place, colours) };
}

function frame(source: string, { line, column }: Place, highlightCode: boolean): string {
  return codeFrameColumns(
    source,
    { start: { line, column } },
    { highlightCode, linesAbove: 2, linesBelow: 2 },
  );
}

function sourceOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // A file may be gone by now: it is being edited. The place alone still helps.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
