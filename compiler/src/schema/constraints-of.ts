import { stringFormats } from '@persist/contract';
import type { Problems } from '../problems/problems.js';
import type { TextPosition } from '../typescript/text-position.js';
import {
  constraintKeywords,
  isConstraintName,
  misspeltConstraint,
  type ConstraintName,
  type Operand,
} from './constraint-keywords.js';
import type { DocComment, DocTag } from './doc-comment.js';

/** A constraint tag, read. */
export interface Constraint {
  readonly name: ConstraintName;
  readonly value: number | string | true;
  readonly at: TextPosition;
}

/** The constraints of a comment; what cannot be read is reported. */
export function constraintsOf(
  doc: DocComment,
  path: string,
  { problems }: { readonly problems: Problems },
): readonly Constraint[] {
  return doc.tags.flatMap((tag) => {
    const { name, at, text } = tag;
    if (!isConstraintName(name)) {
      const meant = misspeltConstraint(name);
      if (meant !== undefined) problems.report(at, 'constraint_misspelt', path, name, meant);
      return [];
    }
    const { takes } = constraintKeywords[name];
    const value = readers[takes](text);
    if (value !== undefined) return [{ name, value, at }];
    problems.report(at, 'constraint_value', path, `@${name} takes ${expectations[takes]}`, text);
    return [];
  });
}

/** The tags of a comment that are constraints, read or not. */
export function constraintTags(doc: DocComment): readonly DocTag[] {
  return doc.tags.filter(({ name }) => isConstraintName(name));
}

type Reader = (text: string) => Constraint['value'] | undefined;

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

const readers: Readonly<Record<Operand, Reader>> = {
  nothing: (text) => (text === '' || text === 'true' ? true : undefined),
  number: (text) => (decimal.test(text) ? Number(text) : undefined),
  'positive number': (text) => (decimal.test(text) && Number(text) > 0 ? Number(text) : undefined),
  count: (text) => (/^\d+$/.test(text) ? Number(text) : undefined),
  pattern: (text) => (isPattern(text) ? text : undefined),
  format: (text) => (formats.has(text) ? text : undefined),
};

const formats: ReadonlySet<string> = new Set(stringFormats);

const expectations: Readonly<Record<Operand, string>> = {
  nothing: 'no value',
  number: 'a number',
  'positive number': 'a number above 0',
  count: 'a whole number from 0',
  pattern: 'a regular expression',
  format: `one of ${[...formats].join(', ')}`,
};

function isPattern(text: string): boolean {
  if (text === '' || text.includes('\n')) return false;
  try {
    new RegExp(text, 'u');
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
