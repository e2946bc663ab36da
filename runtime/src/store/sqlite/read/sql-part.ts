import type { Bindable } from '../columns/encode-column.js';

/** A piece of SQL and what is bound to its places. */
export interface SqlPart {
  readonly sql: string;
  readonly parameters: readonly Bindable[];
}

/** ` WHERE …`, or nothing where there are no conditions. */
export function whereSql(conditions: readonly SqlPart[]): SqlPart {
  if (conditions.length === 0) return { sql: '', parameters: [] };
  return {
    sql: ` WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}
