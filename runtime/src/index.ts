export type { Json } from '@persist/contract';
export {
  DomainHandle,
  type BulkResult,
  type CallOptions,
  type RecordCalls,
  type StoredPage,
} from './domain/domain-handle.js';
export { JsonCalls, type JsonOutcome, type JsonRecord } from './domain/json-calls.js';
export type { PatchOf } from './domain/patch-of.js';
export type { Moment } from './engine/engine.js';
export type { AuditFilter, AuditQueryInput, QueryInput } from './query/index.js';
export type { AuditRecord } from './store/store.js';
export type { Immutable, Stored } from './domain/stored.js';
export { ContractNotFoundError } from './locate-contract.js';
export type { CommandContext } from './model/command-context.js';
export {
  apiError,
  command,
  index,
  invariant,
  model,
  outbox,
  query,
  unique,
  view,
  type CommandOptions,
  type KeyOptions,
  type ReadOptions,
} from './model/decorators.js';
export { failedRecordId } from './model/failed-record.js';
export type { ApiErrorOptions, ModelOptions } from './model/metadata.js';
export {
  PersistDomainError,
  type DomainErrorCode,
  type DomainErrorKind,
} from './model/persist-domain-error.js';
export { ReplayedRefusal } from './model/replayed-refusal.js';
export { PersistApp, type Listening, type ListenOptions } from './persist-app.js';
export type { PersistPolicy } from './persist-policy.js';
