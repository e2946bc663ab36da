import type { QueryPlan } from '../../query-plan.js';
import { identifier } from '../layout/identifier.js';
import type { ModelLayout } from '../layout/model-layout.js';
import { planColumns, type PlanColumn } from './plan-column.js';
import { predicateSql, type SqlPart } from './predicate-sql.js';

/** A plan as SQL: one page of rows, and how many there are on all pages. */
export interface QuerySql {
  readonly page: SqlPart;
  readonly count: SqlPart;
}

/** @param selected the columns of a row, as SQL. */
export function queryTranslator(layout: ModelLayout, selected: string): (plan: QueryPlan) => QuerySql {
  const table = identifier(layout.table);
  const columnOf = planColumns(layout);

  return (plan) => {
    const where = whereSql(plan, columnOf);
    return {
      page: {
        sql: `SELECT ${selected} FROM ${table}${where.sql}${orderSql(plan, columnOf)} LIMIT ? OFFSET ?`,
        parameters: [...where.parameters, plan.limit, plan.offset],
      },
      count: { sql: `SELECT count(*) FROM ${table}${where.sql}`, parameters: where.parameters },
    };
  };
}

function whereSql({ where }: QueryPlan, columnOf: (field: string) => PlanColumn): SqlPart {
  if (where.length === 0) return { sql: '', parameters: [] };
  const parts = where.map((predicate) => predicateSql(predicate, columnOf(predicate.field)));
  return {
    sql: ` WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`,
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

const directions = { asc: 'ASC', desc: 'DESC' } as const;

function orderSql({ orderBy }: QueryPlan, columnOf: (field: string) => PlanColumn): string {
  if (orderBy.length === 0) return '';
  const keys = orderBy.map(
    ({ field, direction }) => `${columnOf(field).expression} ${directions[direction]}`,
  );
  return ` ORDER BY ${keys.join(', ')}`;
}
