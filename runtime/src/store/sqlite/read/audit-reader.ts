import type { Json } from '@persist/contract';
import type { Database } from 'better-sqlite3';
import type { ChangeSet } from '../../change-set.js';
import type { AuditQuery, AuditRecord, AuditRows } from '../../store.js';
import { StatementCache } from '../connection/statement-cache.js';
import type { CountMemo } from './count-memo.js';
import { auditColumn } from './plan-column.js';
import { predicateSql } from './predicate-sql.js';
import { whereSql, type SqlPart } from './sql-part.js';

/** Reads the history of an aggregate. Several statements: call it inside a transaction. */
export interface AuditReader {
  audits(query: AuditQuery): AuditRows;
}

interface Row extends Omit<AuditRecord, 'message' | 'input' | 'changes'> {
  readonly message: string | null;
  readonly input: string | null;
  readonly changes: string;
}

const columns = 'model, id, version, action, event, message, at, actor, request_id AS requestId, input, changes';

export function auditReader(database: Database, counts: CountMemo): AuditReader {
  const statements = new StatementCache(database);
  const run = ({ sql }: SqlPart) => statements.get(sql, () => sql);

  return {
    audits(query) {
      const { limit, offset } = query;
      const page = pageSql(query);
      const rows = run(page).all(...page.parameters, limit + 1, offset) as Row[];
      const count = countSql(query);
      return {
        items: rows.slice(0, limit).map(recordOf),
        total: counts.count(count, () => run(count).pluck().get(...count.parameters) as number),
        more: rows.length > limit,
      };
    },
  };
}

function pageSql(query: AuditQuery): SqlPart {
  const { ascending = false, after } = query;
  const direction = ascending ? 'ASC' : 'DESC';
  const follows = { sql: `version ${ascending ? '>' : '<'} ?`, parameters: [after ?? 0] };
  const { sql, parameters } = whereSql([...conditionsOf(query), ...(after === undefined ? [] : [follows])]);
  return {
    sql:
      `SELECT ${columns} FROM _persist_audits${sql} ` +
      `ORDER BY version ${direction}, seq ${direction} LIMIT ? OFFSET ?`,
    parameters,
  };
}

function countSql(query: AuditQuery): SqlPart {
  const { sql, parameters } = whereSql(conditionsOf(query));
  return { sql: `SELECT count(*) FROM _persist_audits${sql}`, parameters };
}

function conditionsOf({ model, id, where = [] }: AuditQuery): readonly SqlPart[] {
  return [
    { sql: 'id = ? AND model = ?', parameters: [id, model] },
    ...where.map((predicate) => predicateSql(predicate, auditColumn(predicate.field))),
  ];
}

function recordOf({ message, input, changes, ...rest }: Row): AuditRecord {
  return {
    ...rest,
    ...(message !== null && { message }),
    ...(input !== null && { input: JSON.parse(input) as Json }),
    changes: JSON.parse(changes) as ChangeSet,
  };
}
