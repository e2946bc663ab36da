import { paint } from './paint.js';
import type { Problem } from './problem.js';

/** A problem as a paragraph for people. */
export function renderProblem(problem: Problem, stream: NodeJS.WriteStream): string {
  const { place, message, frame, hint } = problem;
  const where = place && `${place.file}:${place.line}:${place.column}`;
  return [
    `${paint(['red', 'bold'], 'error', stream)} ${where ? `${where} ` : ''}${message}`,
    frame,
    hint && `${paint('cyan', 'hint', stream)}  ${hint}`,
  ]
    .filter(Boolean)
    .join('\n');
}
