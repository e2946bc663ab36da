import type { Database } from 'better-sqlite3';
import type { QueryPlan, QueryRows } from '../../query-plan.js';
import { StatementCache } from '../connection/statement-cache.js';
import type { ModelLayout } from '../layout/model-layout.js';
import type { AggregateReader, Row } from './aggregate-reader.js';
import type { CountMemo } from './count-memo.js';
import { queryTranslator, type QuerySql } from './query-sql.js';

/** Runs plans over one model. Several statements: call it inside a transaction. */
export interface QueryReader {
  query(plan: QueryPlan): QueryRows;
}

interface QueryReaderParts {
  readonly layout: ModelLayout;
  readonly aggregates: AggregateReader;
  readonly counts: CountMemo;
}

export function queryReader(
  database: Database,
  { layout, aggregates, counts }: QueryReaderParts,
): QueryReader {
  const translate = queryTranslator(layout, aggregates.columns);
  const statements = new StatementCache(database);

  /** One more than the page holds tells whether there are more. */
  const rowsOf = ({ limit, offset }: QueryPlan, { rows }: QuerySql): Row[] => {
    const found: Row[] = [];
    for (const { sql, parameters } of rows) {
      const wanted = limit + 1 - found.length;
      if (wanted === 0) break;
      const statement = statements.get(sql, () => sql).raw();
      found.push(...(statement.all(...parameters, wanted, offset) as Row[]));
    }
    return found;
  };

  return {
    query(plan) {
      const sql = translate(plan);
      const rows = rowsOf(plan, sql);
      const items = rows.slice(0, plan.limit).map((row) => aggregates.read(row));
      const more = rows.length > plan.limit;
      if (tellsTotal(plan, rows.length)) return { items, total: plan.offset + items.length, more };
      const { count } = sql;
      const total = counts.count(
        count,
        () =>
          statements
            .get(count.sql, () => count.sql)
            .pluck()
            .get(...count.parameters) as number,
      );
      return { items, total, more };
    },
  };
}

/** Whether the page tells the total without counting: it is the last one, and it is known where it began. */
function tellsTotal({ limit, offset, after }: QueryPlan, found: number): boolean {
  return after === undefined && found <= limit && (found > 0 || offset === 0);
}
