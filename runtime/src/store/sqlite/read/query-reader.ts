import type { Database } from 'better-sqlite3';
import type { QueryPlan, QueryRows } from '../../query-plan.js';
import { StatementCache } from '../connection/statement-cache.js';
import { identifier } from '../layout/identifier.js';
import type { ModelLayout } from '../layout/model-layout.js';
import type { AggregateReader, Row } from './aggregate-reader.js';
import { planColumns, type PlanColumn } from './plan-column.js';
import { predicateSql, type SqlPart } from './predicate-sql.js';

/** Runs plans over one model. Several statements: call it inside a transaction. */
export interface QueryReader {
  query(plan: QueryPlan): QueryRows;
}

export function queryReader(database: Database, layout: ModelLayout, aggregates: AggregateReader): QueryReader {
  const table = identifier(layout.table);
  const columnOf = planColumns(layout);
  const statements = new StatementCache(database);

  return {
    query(plan) {
      const where = whereSql(plan, columnOf);
      const page = `SELECT ${aggregates.columns} FROM ${table}${where.sql} ${orderSql(plan, columnOf)} LIMIT ? OFFSET ?`;
      const rows = statements.get(page, () => page).raw().all(...where.parameters, plan.limit, plan.offset) as Row[];
      const items = rows.map((row) => aggregates.read(row));
      if (isLastPage(plan, items.length)) return { items, total: plan.offset + items.length };

      const count = `SELECT count(*) FROM ${table}${where.sql}`;
      const total = statements.get(count, () => count).pluck().get(...where.parameters) as number;
      return { items, total };
    },
  };
}

function whereSql(plan: QueryPlan, columnOf: (field: string) => PlanColumn): SqlPart {
  if (plan.where.length === 0) return { sql: '', parameters: [] };
  const parts = plan.where.map((predicate) => predicateSql(predicate, columnOf(predicate.field)));
  return {
    sql: ` WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`,
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

function orderSql(plan: QueryPlan, columnOf: (field: string) => PlanColumn): string {
  const keys = plan.orderBy.map(({ field, direction }) => `${columnOf(field).expression} ${direction === 'asc' ? 'ASC' : 'DESC'}`);
  return keys.length === 0 ? '' : `ORDER BY ${keys.join(', ')}`;
}

/** Whether the rows of the page tell the total without counting. */
function isLastPage({ limit, offset }: QueryPlan, found: number): boolean {
  return found < limit && (found > 0 || offset === 0);
}
