import type { Contract, Json, JsonObject } from '@persist/contract';
import type { ChangeSet, ElementKey } from './change-set.js';
import type { Predicate, QueryPlan, QueryRows } from './query-plan.js';
import type { SchemaChange } from './schema-change.js';
import type { StoreError } from './store-error.js';

/**
 * Where aggregates are kept. Knows contract and plans, not classes; nothing above this port knows which store it is.
 * All values are in their JSON encoding; all times RFC 3339 UTC with milliseconds.
 *
 * A promise that rejects (rather than a {@link CommitOutcome}) means that the store itself failed.
 */
export interface Store {
  /**
   * Brings the tables in line with the contract: additive changes apply themselves, others are refused.
   *
   * @returns what was changed; empty where nothing had to be.
   */
  migrate(contract: Contract): Promise<readonly SchemaChange[]>;
  /** The committed state of one aggregate. */
  load(model: string, id: string): Promise<StoredAggregate | undefined>;
  /** The committed version of one aggregate; `undefined` where there is none. */
  versionOf(model: string, id: string): Promise<number | undefined>;
  /** Committed rows that match a plan. */
  query(plan: QueryPlan): Promise<QueryRows>;
  /** Audit records of one aggregate, by version. */
  audits(query: AuditQuery): Promise<AuditRows>;
  /** The unexpired idempotency record of an actor and key. */
  findIdempotent(actor: string, key: string): Promise<IdempotencyRecord | undefined>;
  /**
   * Commits a group in one durable transaction: each write set whole or not at all, in order. One that fails takes with
   * it, as version conflicts, the later ones on the same aggregates, which were made on top of it; the others of the
   * group are unharmed. Resolves once all of it is on disk.
   */
  commit(group: readonly WriteSet[]): Promise<readonly CommitOutcome[]>;
  /** Whether another process has written since the last call. Cheap: asked before memory is trusted. */
  hasForeignWrites(): boolean;
  /** Why every commit would be refused until the store is opened again; `undefined` while commits are taken. */
  writeRefusal(): StoreError | undefined;
  close(): Promise<void>;
}

/** An aggregate as stored. Absent fields are missing; elements are sorted by their order key. */
export interface StoredAggregate {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Columns and JSON fields, by field name. */
  readonly fields: JsonObject;
  /** Top-level collections, by field name; every collection of the model is present. */
  readonly collections: Readonly<Record<string, readonly StoredElement[]>>;
}

export interface StoredElement {
  readonly key: ElementKey;
  readonly order: string;
  readonly value: Json;
}

/** Everything one unit of work writes. */
export interface WriteSet {
  readonly writes: readonly AggregateWrite[];
  readonly audits: readonly AuditRecord[];
  readonly outbox: readonly OutboxRecord[];
  readonly idempotency?: IdempotencyRecord;
}

export type AggregateWrite =
  | {
      readonly kind: 'insert';
      readonly model: string;
      readonly id: string;
      readonly version: number;
      /** Also `updatedAt`. */
      readonly at: string;
      readonly changes: ChangeSet;
    }
  | {
      readonly kind: 'update';
      readonly model: string;
      readonly id: string;
      readonly expectedVersion: number;
      readonly version: number;
      readonly at: string;
      readonly changes: ChangeSet;
    }
  | {
      readonly kind: 'delete';
      readonly model: string;
      readonly id: string;
      readonly expectedVersion: number;
    };

/** One line of an aggregate's history. */
export interface AuditRecord {
  readonly model: string;
  readonly id: string;
  /** The version it led to; for a removal one past the last stored version. */
  readonly version: number;
  readonly action: 'create' | 'command' | 'patch' | 'remove';
  readonly event: string;
  readonly message?: string;
  readonly at: string;
  readonly actor: string;
  readonly requestId: string;
  readonly input?: Json;
  readonly changes: ChangeSet;
}

/** `offset` and `limit` count records; newest first unless `ascending`. */
export interface AuditQuery {
  readonly model: string;
  readonly id: string;
  /** Over the columns of {@link AuditField}; all must hold. */
  readonly where?: readonly Predicate[];
  /** Only records that follow the one of this version. */
  readonly after?: number;
  readonly offset: number;
  readonly limit: number;
  readonly ascending?: boolean;
}

/** What history can be filtered by. */
export type AuditField = keyof Pick<AuditRecord, 'version' | 'at' | 'action' | 'event' | 'actor' | 'requestId'>;

export interface AuditRows {
  readonly items: readonly AuditRecord[];
  /** Records that match, whatever `after`, `limit` and `offset`. */
  readonly total: number;
  /** Whether records follow the last item. */
  readonly more: boolean;
}

export interface OutboxRecord {
  /** UUIDv7. */
  readonly eventId: string;
  readonly topic: string;
  readonly model: string;
  readonly id: string;
  readonly version: number;
  readonly at: string;
  readonly payload: Json;
}

/** The outcome of a call that carried an `Idempotency-Key`, kept so that a retry gets the same answer. */
export interface IdempotencyRecord {
  readonly actor: string;
  readonly key: string;
  /** Method, path, body and If-Match of the first call, hashed. */
  readonly fingerprint: string;
  /** What to answer again; opaque to engine and store. */
  readonly response: string;
  readonly at: string;
}

export type CommitOutcome =
  | { readonly kind: 'committed' }
  /** `id` is the record that would have had the value too. No `field` where what is to be unique is private. */
  | { readonly kind: 'unique_violation'; readonly model: string; readonly id: string; readonly field?: string }
  | { readonly kind: 'version_conflict'; readonly model: string; readonly id: string }
  | { readonly kind: 'idempotency_conflict' }
  /** A value that would not be read back as it is written: a bigint past 64 bits, text that is not valid Unicode. */
  | {
      readonly kind: 'unstorable_value';
      readonly model: string;
      /** The record; absent where the value is no part of one, such as the actor. */
      readonly id?: string;
      readonly field: string;
      readonly reason: string;
    };
