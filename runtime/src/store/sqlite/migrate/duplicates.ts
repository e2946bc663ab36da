import type { Database } from 'better-sqlite3';
import { identifier } from '../layout/identifier.js';
import { expressionSql } from '../layout/layout-sql.js';
import type { IndexLayout, ModelLayout } from '../layout/model-layout.js';

const shown = 3;

/** Tells which values stand in the way of a unique index; `undefined` where none does. */
export function duplicatesOf(
  database: Database,
  { model, table }: ModelLayout,
  index: IndexLayout,
): string | undefined {
  const expressions = index.parts.map(expressionSql);
  const rows = database
    .prepare<[], unknown[]>(
      `SELECT ${expressions.join(', ')}, count(*) FROM ${identifier(table)}
       WHERE ${expressions.map((expression) => `${expression} IS NOT NULL`).join(' AND ')}
       GROUP BY ${expressions.join(', ')} HAVING count(*) > 1 LIMIT ${shown + 1}`,
    )
    .raw()
    .all();
  if (rows.length === 0) return undefined;
  return `${model}.${index.field} cannot become unique: ${describe(index, rows)}. Make the stored values differ first.`;
}

function describe(index: IndexLayout, rows: readonly unknown[][]): string {
  // What is private stays out of messages and logs.
  if (index.private) return 'several records hold the same value';
  const values = rows
    .slice(0, shown)
    .map((row) => `${JSON.stringify(row.slice(0, -1)).slice(1, -1)} (${String(row.at(-1))} records)`);
  return `${values.join(', ')}${rows.length > shown ? ' and more' : ''} would collide`;
}
