import type { QueryPlan, SortKey } from '../../query-plan.js';
import { identifier } from '../layout/identifier.js';
import type { ModelLayout } from '../layout/model-layout.js';
import { keysetRanges, type KeysetRange } from './keyset-ranges.js';
import { planColumns, type PlanColumn } from './plan-column.js';
import { predicateSql } from './predicate-sql.js';
import { whereSql, type SqlPart } from './sql-part.js';

/** A plan as SQL. */
export interface QuerySql {
  /** Rows in the plan's order, one part after the other; the last two parameters of each are limit and offset. */
  readonly rows: readonly SqlPart[];
  /** How many rows match, wherever they stand. */
  readonly count: SqlPart;
}

/** @param selected the columns of a row, as SQL. */
export function queryTranslator(layout: ModelLayout, selected: string): (plan: QueryPlan) => QuerySql {
  const table = identifier(layout.table);
  const columnOf = planColumns(layout);

  return (plan) => {
    const filters = plan.where.map((predicate) => predicateSql(predicate, columnOf(predicate.field)));
    const rows = rangesOf(plan, columnOf).map(({ where, orderBy }) => {
      const { sql, parameters } = whereSql([...filters, ...where]);
      const order = orderSql(orderBy, columnOf);
      return { sql: `SELECT ${selected} FROM ${table}${sql}${order} LIMIT ? OFFSET ?`, parameters };
    });
    const count = whereSql(filters);
    return { rows, count: { ...count, sql: `SELECT count(*) FROM ${table}${count.sql}` } };
  };
}

type Columns = (field: string) => PlanColumn;

function rangesOf({ orderBy, after }: QueryPlan, columnOf: Columns): readonly KeysetRange[] {
  if (after === undefined) return [{ where: [], orderBy }];
  return keysetRanges(
    orderBy.map((key, index) => ({ key, column: columnOf(key.field), value: after[index] ?? null })),
  );
}

const directions = { asc: 'ASC', desc: 'DESC' } as const;

function orderSql(orderBy: readonly SortKey[], columnOf: Columns): string {
  if (orderBy.length === 0) return '';
  const keys = orderBy.map(
    ({ field, direction }) => `${columnOf(field).expression} ${directions[direction]}`,
  );
  return ` ORDER BY ${keys.join(', ')}`;
}
