import type { Database } from 'better-sqlite3';
import { StoreError } from '../store-error.js';
import type { AuditQuery, AuditRows, IdempotencyRecord, StoredAggregate } from '../store.js';
import type { QueryPlan, QueryRows } from '../query-plan.js';
import type { ModelLayout } from './layout/model-layout.js';
import { aggregateReader } from './read/aggregate-reader.js';
import { auditReader } from './read/audit-reader.js';
import { CountMemo } from './read/count-memo.js';
import { queryReader } from './read/query-reader.js';
import { idempotencyKeys, type IdempotencyOptions } from './write/idempotency-keys.js';
import type { GroupWork } from './write/group-committer.js';
import { prepareGroupWork } from './write/prepare-group-work.js';

/** What the store does, with its statements prepared for the models of a contract. */
export interface Operations {
  load(model: string, id: string): StoredAggregate | undefined;
  versionOf(model: string, id: string): number | undefined;
  query(plan: QueryPlan): QueryRows;
  audits(query: AuditQuery): AuditRows;
  findIdempotent(actor: string, key: string): IdempotencyRecord | undefined;
  /** For the transactions that commit. */
  readonly groupWork: GroupWork;
}

export function prepareOperations(
  database: Database,
  layouts: readonly ModelLayout[],
  options: IdempotencyOptions,
): Operations {
  const counts = new CountMemo(database);
  const readers = new Map(
    layouts.map((layout) => {
      const aggregates = aggregateReader(database, layout);
      return [layout.model, { aggregates, list: queryReader(database, { layout, aggregates, counts }) }];
    }),
  );
  const history = auditReader(database, counts);
  const keys = idempotencyKeys(database, options);
  const begin = database.prepare('BEGIN');
  const end = database.prepare('COMMIT');

  const readerOf = (model: string) => {
    const reader = readers.get(model);
    if (reader === undefined) throw new StoreError('unknown_model', `The store has no model ${model}.`);
    return reader;
  };

  /** One state of the database for all statements of a read, whatever other processes commit meanwhile. */
  const consistent = <T>(read: () => T): T => {
    begin.run();
    try {
      return read();
    } finally {
      // A failure may have ended it already.
      if (database.inTransaction) end.run();
    }
  };

  return {
    load: (model, id) => consistent(() => readerOf(model).aggregates.load(id)),
    versionOf: (model, id) => readerOf(model).aggregates.versionOf(id),
    query: (plan) => consistent(() => readerOf(plan.model).list.query(plan)),
    audits: (query) => consistent(() => history.audits(query)),
    findIdempotent: (actor, key) => keys.find(actor, key),
    groupWork: prepareGroupWork(database, layouts, options),
  };
}
