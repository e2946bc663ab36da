export { replay } from '../store/replay.js';
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../store/sqlite/open-sqlite-store.js';
export { driverFacts, type DriverFacts } from '../store/sqlite/inspect/driver-facts.js';
export { inspectDatabase, type InspectOptions } from '../store/sqlite/inspect/inspect-database.js';
export type {
  DatabaseContents,
  DatabaseReport,
  DatabaseUse,
  EffectivePragmas,
  MigrationForecast,
  StoredModel,
} from '../store/sqlite/inspect/database-report.js';
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
