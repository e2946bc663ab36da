import type { Json, JsonObject } from '@persist/contract';
import type { QueryPlan } from '../store/query-plan.js';
import type { AuditQuery, AuditRecord } from '../store/store.js';
import type { Eventual } from './eventual.js';

/**
 * Executes calls on aggregates. Two implementations: the reference engine, which anyone can check by reading,
 * and the recording engine, which must never differ from it.
 *
 * Inputs and results are JSON in the contract's encodings; models go by their contract name (`ledger-books`).
 * Every method rejects with a `PersistDomainError`, or with the error the model threw, as it was thrown. Called by a
 * model's command, each throws in the same turn.
 */
export interface Engine {
  create(model: string, input: Json, call: Call): Promise<Settled>;
  execute(target: Target, intent: Intent, call: Call): Promise<Settled>;
  /** One command on many records, all or none, in the order of the ids; the input is `{ ids, input }`. */
  executeMany(model: string, intent: Intent, call: Call<DoneMany>): Promise<Settled<DoneMany>>;
  /** Merges a patch (RFC 7396) into the public fields. @throws {TypeError} unless the model has `patch: true`. */
  patch(target: Target, patch: Json, call: Call): Promise<Settled>;
  remove(target: Target, call: Call): Promise<Settled>;

  /** The public record: `{ id, version, createdAt, updatedAt, …public fields }`; also as it was. */
  read(target: Target, options?: RecordOptions): Promise<Snapshot>;
  /** The public record as JSON text, as it is now: at once where it is in memory. @throws what `read` rejects with */
  readText(target: Target): Eventual<RecordText>;
  /** Runs a `@query`. */
  query(target: Target, query: string, input: Json): Promise<Answer>;
  /** Runs a `@view`. */
  view(target: Target, view: string, input: Json): Promise<Answer>;
  list(plan: QueryPlan, options?: ReadOptions): Promise<Page>;
  /** History without the private fields, newest first. `not_found` only for an id that never existed. */
  audits(query: AuditQuery): Promise<AuditPage>;

  /** Accepts no new calls, finishes the ones under way, releases the hot set. The store stays open. */
  drain(): Promise<void>;
}

export interface Target {
  readonly model: string;
  readonly id: string;
}

/** A command by its name, and its payload. */
export interface Intent {
  readonly command: string;
  readonly input: Json;
}

/** What a call carries besides its input. */
export interface Call<Outcome = Done> {
  readonly actor: string;
  readonly requestId: string;
  /** Versions, any of which is accepted; `'*'` accepts any existing one. */
  readonly ifMatch?: readonly number[] | '*';
  readonly idempotency?: IdempotentCall<Outcome>;
}

/** A call that mutates once however often it is sent. */
export interface IdempotentCall<Outcome = Done> {
  readonly key: string;
  readonly fingerprint: string;
  /** Renders the response to store in the commit, before it is known to succeed. */
  render(outcome: Outcome | Refused): string;
}

/** How a call that changes something ended. */
export type Settled<Outcome = Done> = Outcome | Replayed;

/** What a call with the same idempotency key came to before, as it was rendered. */
export interface Replayed {
  readonly kind: 'replayed';
  readonly response: string;
}

export interface Done {
  readonly kind: 'done';
  readonly id: string;
  /** After the call. */
  readonly version: number;
  /** What a command returned; `undefined` where it returns nothing. */
  readonly result?: Json;
  /** The public record; on `create` and `patch` only. */
  readonly record?: JsonObject;
}

/** A bulk call that was done: what the command came to on each record, in the order of the ids. */
export interface DoneMany {
  readonly kind: 'done';
  readonly each: readonly Done[];
}

/** The model said no: an error of a class marked `@apiError`. */
export interface Refused {
  readonly kind: 'refused';
  readonly error: Error;
}

export interface ReadOptions {
  /** Also evaluate the getters. Default false. */
  readonly computed?: boolean;
}

export interface RecordOptions extends ReadOptions {
  /** Default: now. */
  readonly at?: Moment;
}

/** A moment in the past of a record. */
export type Moment = { readonly version: number } | { readonly asOf: Date };

export interface Snapshot {
  readonly id: string;
  readonly version: number;
  readonly record: JsonObject;
  /** Values of the getters, where asked for. */
  readonly computed?: JsonObject;
}

/** A record as it is sent. */
export interface RecordText {
  readonly version: number;
  readonly text: string;
}

export interface Answer {
  /** Of the state that was read. */
  readonly version: number;
  readonly result?: Json;
}

export interface Page {
  readonly items: readonly JsonObject[];
  readonly total: number;
  /** Where the list goes on; there where more records follow. */
  readonly nextCursor?: string;
  /** Values of the getters, item by item, where asked for. */
  readonly computed?: readonly JsonObject[];
}

export interface AuditPage {
  readonly items: readonly AuditRecord[];
  readonly total: number;
  readonly nextCursor?: string;
}
