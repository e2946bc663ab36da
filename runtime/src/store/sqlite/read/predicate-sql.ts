import { assertNever, type Json } from '@persist/contract';
import type { Predicate } from '../../query-plan.js';
import type { PlanColumn } from './plan-column.js';
import type { SqlPart } from './sql-part.js';

const comparisons = { eq: '=', ne: 'IS NOT', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** A predicate as SQL; an absent value and `null` are both NULL, and equal to each other only. */
export function predicateSql({ operator, value }: Predicate, column: PlanColumn): SqlPart {
  switch (operator) {
    case 'eq':
    case 'ne':
      return value === null ? isNullSql(column, operator === 'eq') : comparisonSql(column, operator, value);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return comparisonSql(column, operator, value);
    case 'in':
      return inSql(column, value as readonly Json[]);
    case 'contains':
      return {
        sql: `instr(${column.expression}, ${column.placeholder}) > 0`,
        parameters: [column.bind(value)],
      };
    case 'startsWith':
      return startsWithSql(column, value as string);
    case 'isNull':
      return isNullSql(column, value === true);
    default:
      return assertNever(operator);
  }
}

function comparisonSql(column: PlanColumn, operator: keyof typeof comparisons, value: Json): SqlPart {
  const { expression, placeholder } = column;
  return { sql: `${expression} ${comparisons[operator]} ${placeholder}`, parameters: [column.bind(value)] };
}

function isNullSql({ expression }: PlanColumn, wanted: boolean): SqlPart {
  return { sql: `${expression} ${wanted ? 'IS NULL' : 'IS NOT NULL'}`, parameters: [] };
}

/** Filled up to a power of two with its last value, so that few statements serve all lengths. */
function inSql({ expression, placeholder, bind }: PlanColumn, values: readonly Json[]): SqlPart {
  const wanted = values.filter((value) => value !== null);
  const orNull = wanted.length < values.length ? ` OR ${expression} IS NULL` : '';
  const places = wanted.length === 0 ? 0 : 2 ** Math.ceil(Math.log2(wanted.length));
  const parameters = Array.from({ length: places }, (_, index) =>
    bind(wanted[Math.min(index, wanted.length - 1)]!),
  );
  return { sql: `(${expression} IN (${parameters.map(() => placeholder).join(', ')})${orNull})`, parameters };
}

/** A range, so that an index serves it. */
function startsWithSql({ expression, placeholder, bind }: PlanColumn, prefix: string): SqlPart {
  const end = firstTextAfter(prefix);
  const from = { sql: `${expression} >= ${placeholder}`, parameters: [bind(prefix)] };
  if (end === undefined) return from;
  return {
    sql: `(${from.sql} AND ${expression} < ${placeholder})`,
    parameters: [...from.parameters, bind(end)],
  };
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
