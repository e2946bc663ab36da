import type { CommandNode, CreateNode, Json, JsonObject } from '@persist/contract';
import { refuseInsideCommand } from '../engine/command-scope.js';
import type { Call, Settled } from '../engine/engine.js';
import { payloadReader } from '../engine/payload.js';
import { recordTarget } from '../engine/record-target.js';
import { recordAnswer, type Calls, type RecordAnswer } from './calls.js';
import type { HandleParts } from './handle-parts.js';

/** What a call that changes something came to. */
export type JsonOutcome = RecordAnswer & {
  /** Whether an earlier call with the same idempotency key came to it. */
  readonly replayed: boolean;
};

/** A record as HTTP shows it. */
export interface JsonRecord {
  readonly version: number;
  readonly record: JsonObject;
}

/**
 * The calls of a handle in JSON, as requests bring it and answers carry it: payloads by name, in the contract's
 * encodings, checked like those of the generated routes. For handlers of requests; other code has the class's types.
 */
export class JsonCalls {
  readonly #parts: HandleParts;
  readonly #calls: Calls;

  constructor(parts: HandleParts, calls: Calls) {
    this.#parts = parts;
    this.#calls = calls;
  }

  /**
   * Runs the constructor and stores the new record, which the outcome has.
   *
   * @throws {PersistDomainError} `validation_error`, `unique_conflict`; `bad_request` without a payload that is needed
   */
  create(payload?: Json): Promise<JsonOutcome> {
    const { engine, model } = this.#parts;
    return this.#enter('create', async () => {
      const input = this.#input(model.create.node, payload);
      return this.#settle('create', input, (call) => engine.create(model.node.name, input, call));
    });
  }

  /**
   * A command by its name.
   *
   * @example
   * const { result, version } = await ledgers.json.intent(id, 'openAccount', { ownerName: 'Ann', currency: 'EUR' })
   */
  intent(id: string, name: string, payload?: Json): Promise<JsonOutcome> {
    const { engine, model } = this.#parts;
    return this.#enter(name, async () => {
      const command = model.commands.get(name);
      if (command === undefined) throw new TypeError(`${model.node.className}.${name} is not marked @command.`);
      const target = recordTarget(model.node, id);
      const input = this.#input(command.node, payload);
      return this.#settle(`${name} ${id}`, input, (call) => engine.execute(target, { command: name, input }, call));
    });
  }

  /** @throws {PersistDomainError} `not_found` */
  remove(id: string): Promise<JsonOutcome> {
    const { engine, model } = this.#parts;
    return this.#enter('remove', async () => {
      const target = recordTarget(model.node, id);
      return this.#settle(`remove ${id}`, null, (call) => engine.remove(target, call));
    });
  }

  /** @throws {PersistDomainError} `not_found` */
  get(id: string): Promise<JsonRecord> {
    const { engine, model } = this.#parts;
    return this.#enter('get', async () => {
      const { version, record } = await engine.read(recordTarget(model.node, id));
      return { version, record };
    });
  }

  #enter<R>(what: string, work: () => Promise<R>): Promise<R> {
    refuseInsideCommand(`${what} of ${this.#parts.model.node.name}`);
    return work();
  }

  #input({ input }: CreateNode | CommandNode, payload: Json | undefined): Json {
    return payloadReader(input, this.#parts.model.node.$defs)(payload);
  }

  async #settle(what: string, input: Json, run: (call: Call) => Promise<Settled>): Promise<JsonOutcome> {
    const { answer, replayed } = await this.#calls.settle({ what, input, answer: recordAnswer }, run);
    return { ...answer, replayed };
  }
}
