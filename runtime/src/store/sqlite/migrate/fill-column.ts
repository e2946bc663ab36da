import type { Json } from '@persist/contract';
import type { Database } from 'better-sqlite3';
import { identifier } from '../layout/identifier.js';
import type { ColumnLayout, ModelLayout } from '../layout/model-layout.js';
import { encodeColumn } from '../columns/encode-column.js';

/** Gives the field's default to the records without a value; tells where a value is needed and there is none. */
export function fillColumn(
  database: Database,
  { model, table }: ModelLayout,
  column: ColumnLayout,
): string | undefined {
  const missing = missingSql(column);
  const value = fillingOf(column);
  if (value !== undefined) {
    const sql = `UPDATE ${identifier(table)} SET ${identifier(column.column)} = ? WHERE ${missing}`;
    database.prepare(sql).run(encodeColumn(column, value));
  }
  if (!column.required) return undefined;
  const left = database
    .prepare(`SELECT count(*) FROM ${identifier(table)} WHERE ${missing}`)
    .pluck()
    .get() as number;
  if (left === 0) return undefined;
  return (
    `${model}.${column.field} has no value in ${left} stored ${left === 1 ? 'record' : 'records'}: ` +
    'initialise it with a literal where it is declared, or make it optional.'
  );
}

function fillingOf(column: ColumnLayout): Json | undefined {
  if (column.default !== undefined) return column.default;
  return column.optional || column.required ? undefined : null;
}

function missingSql({ column, type, required }: ColumnLayout): string {
  const name = identifier(column);
  return type === 'json' && required ? `(${name} IS NULL OR ${name} = 'null')` : `${name} IS NULL`;
}
