import type { TextPosition } from '../typescript/text-position.js';
import { ts } from '../typescript/ts.js';
import { isConstraintName } from './constraint-keywords.js';

/** A documentation comment, read by its text: TypeScript's own reading cuts a tag's value at the next `@`. */
export interface DocComment {
  /** The text above the first tag; empty where there is none. */
  readonly summary: string;
  readonly tags: readonly DocTag[];
}

export interface DocTag {
  /** Without the `@`. */
  readonly name: string;
  readonly text: string;
  readonly at: TextPosition;
}

const empty: DocComment = { summary: '', tags: [] };

/** The comment that documents a declaration; an empty one where there is none. */
export function docCommentOf(declaration: ts.Node): DocComment {
  const file = declaration.getSourceFile();
  const range = docRange(declaration, file);
  return range === undefined ? empty : parse(file, range);
}

/** The last doc comment before the declaration's first word, or between its decorators and its name. */
function docRange(declaration: ts.Node, file: ts.SourceFile): ts.TextRange | undefined {
  const decorators = ts.canHaveDecorators(declaration) ? (ts.getDecorators(declaration) ?? []) : [];
  const gaps = [declaration.getFullStart(), ...decorators.map(({ end }) => end)];
  return gaps.flatMap((gap) => docsAt(file, gap)).at(-1);
}

function docsAt(file: ts.SourceFile, position: number): readonly ts.TextRange[] {
  const trailing = ts.getTrailingCommentRanges(file.text, position) ?? [];
  const leading = ts.getLeadingCommentRanges(file.text, position) ?? [];
  const ranges = [...trailing.filter((range) => !closesLine(file, position, range)), ...leading];
  return ranges.filter(({ pos, end }) => /^\/\*\*[^/]/.test(file.text.slice(pos, end)));
}

/** A comment at the end of a line belongs to what stands before it, unless that is an opening bracket. */
function closesLine(file: ts.SourceFile, position: number, range: ts.TextRange): boolean {
  const before = file.text.charAt(position - 1);
  return before !== '{' && before !== '(' && /^[^\S\n]*\r?\n/.test(file.text.slice(range.end));
}

type Line = { readonly text: string; readonly position: number };

function parse(file: ts.SourceFile, range: ts.TextRange): DocComment {
  const summary: string[] = [];
  const tags: { name: string; lines: string[]; at: TextPosition }[] = [];
  for (const line of lines(file, range)) {
    const tag = tagStart.exec(line.text);
    if (tag !== null) {
      const position = line.position + tag[0].length - tag[1]!.length - tag[2]!.length - 1;
      tags.push({ name: tag[1]!, lines: [tag[2]!], at: { file, position } });
    } else {
      (tags.at(-1)?.lines ?? summary).push(line.text);
    }
  }
  return {
    summary: plainText(summary),
    tags: tags.map(({ name, lines, at }) => ({ name, text: lines.join('\n').trim(), at })),
  };
}

const tagStart = /^\s*@([A-Za-z][\w-]*)(.*)$/;

/** The lines between the delimiters, without their stars; a constraint tag begins a line of its own. */
function lines(file: ts.SourceFile, range: ts.TextRange): readonly Line[] {
  const found: Line[] = [];
  let position = range.pos + '/**'.length;
  for (const raw of file.text.slice(position, range.end - '*/'.length).split('\n')) {
    const line = raw.trimEnd();
    const text = line.replace(/^\s*\*?/, '');
    found.push(...splitAtConstraints({ text, position: position + line.length - text.length }));
    position += raw.length + 1;
  }
  return found;
}

function splitAtConstraints(line: Line): readonly Line[] {
  for (const match of line.text.matchAll(/(?<=\S\s+)@([A-Za-z]+)(?![\w-])/g)) {
    if (!isConstraintName(match[1]!)) continue;
    const head = { ...line, text: line.text.slice(0, match.index) };
    const tail = { text: line.text.slice(match.index), position: line.position + match.index };
    return [head, ...splitAtConstraints(tail)];
  }
  return [line];
}

function plainText(summary: readonly string[]): string {
  const text = summary
    .map((line) => line.trim())
    .join('\n')
    .trim();
  return text.replaceAll(inlineLink, (_link, target: string, label?: string) => label ?? target);
}

const inlineLink = /\{@link(?:code|plain)?\s+([^}|]+?)\s*(?:\|\s*([^}]+?)\s*)?\}/g;
