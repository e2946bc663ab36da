import type { Json } from '@persist/contract';
import type { SortKey } from '../../query-plan.js';
import type { PlanColumn } from './plan-column.js';
import type { SqlPart } from './sql-part.js';

/** A stretch of the rows that follow a cursor. */
export interface KeysetRange {
  readonly where: readonly SqlPart[];
  /** What is left to sort by: keys that are equal within the range are not. */
  readonly orderBy: readonly SortKey[];
}

/** A sort key and the cursor's value of it. */
export interface CursorKey {
  readonly key: SortKey;
  readonly column: PlanColumn;
  readonly value: Json;
}

/**
 * The rows that follow a cursor, cut into ranges: read one after the other they come in the order of the sort, and
 * none has a row of another. Each is at most one range of an index. A single condition could not be: SQLite
 * compares rows of values in one direction only, and leaves out missing values, which follow all others downwards.
 */
export function keysetRanges(keys: readonly CursorKey[], equal: readonly SqlPart[] = []): KeysetRange[] {
  if (keys.length === 0) return [];
  const run = keys.slice(0, runLength(keys));
  const nearer = keysetRanges(keys.slice(run.length), [...equal, ...run.map(equalSql)]);
  const beyond = rangesBeyond(run, keys);
  return [...nearer, ...beyond.map(({ where, orderBy }) => ({ where: [...equal, ...where], orderBy }))];
}

/** How many keys one comparison of rows of values covers: of one direction, and none of them missing. */
function runLength(keys: readonly CursorKey[]): number {
  const first = keys[0]!;
  if (first.value === null || first.column.computed) return 1;
  const end = keys.findIndex(
    ({ key, column, value }, index) =>
      index > 0 &&
      (key.direction !== first.key.direction ||
        value === null ||
        column.computed ||
        (column.nullable && key.direction === 'desc')),
  );
  return end < 0 ? keys.length : end;
}

function equalSql({ column: { expression, placeholder, bind }, value }: CursorKey): SqlPart {
  if (value === null) return { sql: `${expression} IS NULL`, parameters: [] };
  return { sql: `${expression} = ${placeholder}`, parameters: [bind(value)] };
}

/** Rows past the values of a run. */
function rangesBeyond(run: readonly CursorKey[], keys: readonly CursorKey[]): KeysetRange[] {
  const { key, column, value } = run[0]!;
  const orderBy = keys.map((each) => each.key);
  if (value === null) {
    const present = { sql: `${column.expression} IS NOT NULL`, parameters: [] };
    return key.direction === 'asc' ? [{ where: [present], orderBy }] : [];
  }
  const past = { where: [pastSql(run)], orderBy };
  if (!column.nullable || key.direction === 'asc') return [past];
  const missing = { sql: `${column.expression} IS NULL`, parameters: [] };
  return [past, { where: [missing], orderBy: orderBy.slice(1) }];
}

function pastSql(run: readonly CursorKey[]): SqlPart {
  const operator = run[0]!.key.direction === 'asc' ? '>' : '<';
  const expressions = row(run.map(({ column }) => column.expression));
  const placeholders = row(run.map(({ column }) => column.placeholder));
  return {
    sql: `${expressions} ${operator} ${placeholders}`,
    parameters: run.map(({ column, value }) => column.bind(value)),
  };
}

function row(expressions: readonly string[]): string {
  return expressions.length === 1 ? expressions[0]! : `(${expressions.join(', ')})`;
}
