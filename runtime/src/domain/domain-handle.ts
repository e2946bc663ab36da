import type { Json } from '@persist/contract';
import { refuseInsideCommand } from '../engine/command-scope.js';
import type { Call, DoneMany, Moment, Settled, Target } from '../engine/engine.js';
import type { CommandRuntime, ModelClass, ModelRuntime } from '../engine/model-runtime.js';
import { checkedMoment } from '../engine/moment.js';
import { patchRuntimeOf } from '../engine/patch/patch-runtime.js';
import { planned } from '../engine/planned.js';
import { pageOf, planAudits, planQuery, type AuditQueryInput, type QueryInput } from '../query/index.js';
import type { AuditRecord } from '../store/store.js';
import { Calls, recordAnswer, type CallOptions, type RecordAnswer } from './calls.js';
import type { HandleParts } from './handle-parts.js';
import { JsonCalls } from './json-calls.js';
import type { PatchOf } from './patch-of.js';
import { storedReader, type StoredReader } from './stored-reader.js';
import type { Arguments, MethodArguments, MethodKey, MethodResult, Stored } from './stored.js';

export type { CallOptions } from './calls.js';

/** A page of records. */
export interface StoredPage<T> {
  readonly items: readonly Stored<T>[];
  /** From 1. Not there where a cursor was given: it may stand between pages. */
  readonly page?: number;
  readonly perPage: number;
  /** Records that match. */
  readonly total: number;
  readonly totalPages: number;
  /** Goes on after the last item, however the records change meanwhile; there where more follow. */
  readonly nextCursor?: string;
}

/** The methods of a class as durable calls on one record. */
export type RecordCalls<T> = {
  readonly [K in MethodKey<T>]: (...args: MethodArguments<T, K>) => Promise<MethodResult<T, K>>;
};

/** What a bulk call came to: all records that were named, or the call was refused. */
export type BulkResult = { readonly requested: number; readonly processed: number };

/**
 * The records of one model, in process: the class's own signatures, made durable.
 *
 * Misses and conflicts reject with `PersistDomainError`; the model's own errors arrive as they were thrown.
 */
export class DomainHandle<C extends ModelClass, T extends object = InstanceType<C>> {
  readonly #parts: HandleParts;
  readonly #options: CallOptions;
  readonly #calls: Calls;
  readonly #show: StoredReader<T>;

  constructor(parts: HandleParts, options: CallOptions = {}) {
    this.#parts = parts;
    this.#options = options;
    this.#calls = new Calls({ ...parts, model: parts.model.node.name }, options);
    this.#show = storedReader<T>(parts.model);
  }

  /** The same records, with options for the calls made through it. */
  with(options: CallOptions): DomainHandle<C, T> {
    return new DomainHandle<C, T>(this.#parts, { ...this.#options, ...options });
  }

  /** The same calls in JSON, for handlers of requests. */
  get json(): JsonCalls {
    return new JsonCalls(this.#parts, this.#calls);
  }

  /**
   * Runs the constructor and stores the new record.
   *
   * @throws {PersistDomainError} `validation_error`, `unique_conflict`
   * @example
   * const book = await ledgers.create('Household')
   */
  create(...args: Arguments<ConstructorParameters<C>>): Promise<Stored<T>> {
    const { engine, model } = this.#parts;
    return this.#enter('create', async () => {
      const input = model.create.payload(args);
      const done = await this.#settle('create', input, (call) => engine.create(model.node.name, input, call));
      return this.get(done.id);
    });
  }

  /** @throws {PersistDomainError} `not_found` */
  get(id: string): Promise<Stored<T>> {
    return this.#enter('get', async () =>
      this.#show(await this.#parts.engine.read(this.#target(id), { computed: true })),
    );
  }

  /**
   * The record as it was at a version, or at a time: after the last command until then.
   *
   * @throws {PersistDomainError} `not_found` before its creation, after its removal, for a version still to come.
   * @example
   * const before = await ledgers.at(book.id, { version: book.version - 1 })
   */
  at(id: string, moment: Moment): Promise<Stored<T>> {
    return this.#enter('at', async () => {
      const options = { at: checkedMoment(moment), computed: true };
      return this.#show(await this.#parts.engine.read(this.#target(id), options));
    });
  }

  /**
   * The record's methods: commands as durable calls, queries and views as reads.
   *
   * @example
   * await ledgers.on(book.id).openAccount({ ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 0 })
   */
  on(id: string): RecordCalls<T> {
    const { commands, queries, views } = this.#parts.model;
    const calls: Record<string, (...args: unknown[]) => Promise<unknown>> = {};
    for (const name of commands.keys()) calls[name] = (...args) => this.#command(id, name, args);
    for (const name of [...queries.keys(), ...views.keys()]) calls[name] = (...args) => this.#ask(id, name, args);
    // One entry a method of the contract, which was built from the same class.
    return calls as unknown as RecordCalls<T>;
  }

  /** A command by its name. */
  intent<K extends MethodKey<T>>(id: string, name: K, ...args: MethodArguments<T, K>): Promise<MethodResult<T, K>> {
    return this.#command(id, name, args) as Promise<MethodResult<T, K>>;
  }

  /**
   * One command on up to 1000 records, in the order of the ids: all are changed, or none. Records are held until it is
   * on disk; calls on them wait. `failedRecordId` tells for which record it was refused.
   *
   * @throws {PersistDomainError} `not_found` with the unknown `ids`, and whatever the command throws, as it was thrown.
   * @example
   * await ledgers.intentMany([a.id, b.id], 'archive')
   */
  intentMany<K extends MethodKey<T>>(
    ids: readonly string[],
    name: K,
    ...args: MethodArguments<T, K>
  ): Promise<BulkResult> {
    const { engine, model } = this.#parts;
    return this.#enter(`bulk ${name}`, async () => {
      const command = commandOf(model, name);
      const input = command.bulk.write({ ids, input: command.payload(args) });
      const asked = { what: `bulk ${name}`, input, answer: bulkAnswer };
      const intent = { command: name, input };
      const { answer } = await this.#calls.settle(asked, (call) => engine.executeMany(model.node.name, intent, call));
      return answer;
    });
  }

  /**
   * Merges a patch (RFC 7396) into the public fields of a record; only for models with `@model({ patch: true })`.
   *
   * @throws {PersistDomainError} `not_found`, `validation_error`, `unique_conflict`
   * @example
   * await ledgers.patch(book.id, { name: 'Home', address: { floor: null } })
   */
  patch(id: string, patch: PatchOf<T>): Promise<Stored<T>> {
    const { engine, model } = this.#parts;
    return this.#enter('patch', async () => {
      const input = patchRuntimeOf(model).payload(patch);
      await this.#settle(`patch ${id}`, input, (call) => engine.patch(this.#target(id), input, call));
      return this.get(id);
    });
  }

  /** @throws {PersistDomainError} `not_found` */
  remove(id: string): Promise<void> {
    const target = this.#target(id);
    return this.#enter('remove', async () => {
      await this.#settle(`remove ${id}`, null, (call) => this.#parts.engine.remove(target, call));
    });
  }

  /** A page of the records that match; by creation unless `orderBy` says otherwise. */
  query(input: QueryInput<T> = {}): Promise<StoredPage<T>> {
    return this.#enter('query', () => this.#query(input));
  }

  /**
   * A page of the record's history, newest first unless `orderBy` says otherwise; also of a removed record.
   *
   * @example
   * const closings = await ledgers.audits(book.id, { where: { event: 'close', at: { gte: monday } } })
   */
  audits(id: string, input: AuditQueryInput = {}): Promise<readonly AuditRecord[]> {
    return this.#enter('audits', async () => {
      const query = planned(() => planAudits(this.#target(id), input));
      return (await this.#parts.engine.audits(query)).items;
    });
  }

  /**
   * Inside a command a call throws in its own turn, so that the command fails even where it would not have awaited
   * the call: a rejection that nobody awaits ends the process.
   */
  #enter<R>(what: string, work: () => Promise<R>): Promise<R> {
    refuseInsideCommand(`${what} of ${this.#parts.model.node.name}`);
    return work();
  }

  async #query(input: QueryInput<T>): Promise<StoredPage<T>> {
    const { engine, model } = this.#parts;
    const plan = planned(() => planQuery(model.node, input));
    const { items, computed, total, nextCursor } = await engine.list(plan, { computed: true });
    const shown = items.map((record, position) => this.#show({ record, computed: computed![position]! }));
    return pageOf({ items: shown, total, nextCursor }, plan);
  }

  #command(id: string, name: string, args: readonly unknown[]): Promise<unknown> {
    const { engine, model } = this.#parts;
    return this.#enter(name, async () => {
      const command = commandOf(model, name);
      const input = command.payload(args);
      const intent = { command: name, input };
      const done = await this.#settle(`${name} ${id}`, input, (call) => engine.execute(this.#target(id), intent, call));
      return command.decodeResult(done.result);
    });
  }

  #ask(id: string, name: string, args: readonly unknown[]): Promise<unknown> {
    const { engine, model } = this.#parts;
    return this.#enter(name, async () => {
      const query = model.queries.get(name);
      const method = query ?? model.views.get(name)!;
      const input = method.payload(args);
      const target = this.#target(id);
      const answer = await (query === undefined ? engine.view(target, name, input) : engine.query(target, name, input));
      return method.decodeResult(answer.result);
    });
  }

  async #settle(what: string, input: Json, run: (call: Call) => Promise<Settled>): Promise<RecordAnswer> {
    return (await this.#calls.settle({ what, input, answer: recordAnswer }, run)).answer;
  }

  #target(id: string): Target {
    return { model: this.#parts.model.node.name, id };
  }
}

function commandOf(model: ModelRuntime, name: string): CommandRuntime {
  const command = model.commands.get(name);
  if (command !== undefined) return command;
  throw new TypeError(`${model.node.className}.${name} is not marked @command.`);
}

function bulkAnswer({ each }: DoneMany): BulkResult {
  return { requested: each.length, processed: each.length };
}
