import type { Database } from 'better-sqlite3';
import type { QueryPlan, QueryRows } from '../../query-plan.js';
import { StatementCache } from '../connection/statement-cache.js';
import type { ModelLayout } from '../layout/model-layout.js';
import type { AggregateReader, Row } from './aggregate-reader.js';
import { queryTranslator } from './query-sql.js';

/** Runs plans over one model. Several statements: call it inside a transaction. */
export interface QueryReader {
  query(plan: QueryPlan): QueryRows;
}

export function queryReader(
  database: Database,
  layout: ModelLayout,
  aggregates: AggregateReader,
): QueryReader {
  const translate = queryTranslator(layout, aggregates.columns);
  const statements = new StatementCache(database);

  return {
    query(plan) {
      const { page, count } = translate(plan);
      const rows = statements
        .get(page.sql, () => page.sql)
        .raw()
        .all(...page.parameters) as Row[];
      const items = rows.map((row) => aggregates.read(row));
      if (isLastPage(plan, items.length)) return { items, total: plan.offset + items.length };
      const total = statements
        .get(count.sql, () => count.sql)
        .pluck()
        .get(...count.parameters) as number;
      return { items, total };
    },
  };
}

/** Whether the rows of the page tell the total without counting. */
function isLastPage({ limit, offset }: QueryPlan, found: number): boolean {
  return found < limit && (found > 0 || offset === 0);
}
