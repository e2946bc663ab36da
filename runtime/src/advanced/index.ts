export { replay } from '../store/replay.js';
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../store/sqlite/open-sqlite-store.js';
export type { SchemaChange } from '../store/schema-change.js';
export { StoreError, type StoreErrorCode } from '../store/store-error.js';
export type { ChangeSet, ElementChange, ElementKey, FieldChange } from '../store/change-set.js';
export type {
  AggregateWrite,
  AuditQuery,
  AuditRecord,
  AuditRows,
  CommitOutcome,
  IdempotencyRecord,
  OutboxRecord,
  Store,
  StoredAggregate,
  StoredElement,
  WriteSet,
} from '../store/store.js';
