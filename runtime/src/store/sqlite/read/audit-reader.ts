import type { Json } from '@persist/contract';
import type { Database } from 'better-sqlite3';
import type { ChangeSet } from '../../change-set.js';
import type { AuditQuery, AuditRecord, AuditRows } from '../../store.js';

/** Reads the history of an aggregate. Several statements: call it inside a transaction. */
export interface AuditReader {
  audits(query: AuditQuery): AuditRows;
}

interface Row extends Omit<AuditRecord, 'message' | 'input' | 'changes'> {
  readonly message: string | null;
  readonly input: string | null;
  readonly changes: string;
}

export function auditReader(database: Database): AuditReader {
  const select = (direction: 'ASC' | 'DESC') =>
    database.prepare<[string, string, number, number], Row>(
      `SELECT model, id, version, action, event, message, at, actor, request_id AS requestId, input, changes
       FROM _persist_audits WHERE id = ? AND model = ? ORDER BY version ${direction}, seq ${direction} LIMIT ? OFFSET ?`,
    );
  const newestFirst = select('DESC');
  const oldestFirst = select('ASC');
  const count = database
    .prepare<[string, string], number>('SELECT count(*) FROM _persist_audits WHERE id = ? AND model = ?')
    .pluck();

  return {
    audits({ model, id, offset, limit, ascending }) {
      const page = ascending === true ? oldestFirst : newestFirst;
      return { items: page.all(id, model, limit, offset).map(recordOf), total: count.get(id, model)! };
    },
  };
}

function recordOf({ message, input, changes, ...rest }: Row): AuditRecord {
  return {
    ...rest,
    ...(message !== null && { message }),
    ...(input !== null && { input: JSON.parse(input) as Json }),
    changes: JSON.parse(changes) as ChangeSet,
  };
}
