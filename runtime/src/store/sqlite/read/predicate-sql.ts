import { assertNever, type Json } from '@persist/contract';
import type { Predicate } from '../../query-plan.js';
import type { Bindable } from '../write/encode-column.js';
import type { PlanColumn } from './plan-column.js';

/** A piece of SQL and what is bound to its places. */
export interface SqlPart {
  readonly sql: string;
  readonly parameters: readonly Bindable[];
}

const comparisons = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** A predicate as SQL; an absent value and `null` are both NULL, and equal to each other only. */
export function predicateSql({ operator, value }: Predicate, column: PlanColumn): SqlPart {
  const { expression, placeholder } = column;
  switch (operator) {
    case 'eq':
      if (value === null) return { sql: `${expression} IS NULL`, parameters: [] };
      return { sql: `${expression} = ${placeholder}`, parameters: [column.bind(value)] };
    case 'ne':
      if (value === null) return { sql: `${expression} IS NOT NULL`, parameters: [] };
      return { sql: `${expression} IS NOT ${placeholder}`, parameters: [column.bind(value)] };
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return { sql: `${expression} ${comparisons[operator]} ${placeholder}`, parameters: [column.bind(value)] };
    case 'in':
      return inSql(column, value as readonly Json[]);
    case 'contains':
      return { sql: `instr(${expression}, ${placeholder}) > 0`, parameters: [column.bind(value)] };
    case 'startsWith':
      return startsWithSql(column, value as string);
    case 'isNull':
      return { sql: `${expression} ${value === true ? 'IS NULL' : 'IS NOT NULL'}`, parameters: [] };
    default:
      return assertNever(operator);
  }
}

/** Filled up to a power of two with its last value, so that few statements serve all lengths. */
function inSql({ expression, placeholder, bind }: PlanColumn, values: readonly Json[]): SqlPart {
  const wanted = values.filter((value) => value !== null);
  const orNull = wanted.length < values.length ? ` OR ${expression} IS NULL` : '';
  const places = wanted.length === 0 ? 0 : 2 ** Math.ceil(Math.log2(wanted.length));
  const parameters = Array.from({ length: places }, (_, index) => bind(wanted[Math.min(index, wanted.length - 1)]!));
  return { sql: `(${expression} IN (${parameters.map(() => placeholder).join(', ')})${orNull})`, parameters };
}

/** A range, so that an index serves it. */
function startsWithSql({ expression, placeholder, bind }: PlanColumn, prefix: string): SqlPart {
  const end = firstTextAfter(prefix);
  const from = { sql: `${expression} >= ${placeholder}`, parameters: [bind(prefix)] };
  if (end === undefined) return from;
  return { sql: `(${from.sql} AND ${expression} < ${placeholder})`, parameters: [...from.parameters, bind(end)] };
}

/** The least text that follows all texts with a prefix; `undefined` where there is none. */
function firstTextAfter(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0)!);
  while (points.at(-1) === 0x10ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  // Surrogates are no characters of their own.
  points.push(last === 0xd7ff ? 0xe000 : last + 1);
  return String.fromCodePoint(...points);
}
