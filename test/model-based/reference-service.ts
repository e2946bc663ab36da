import { isDeepStrictEqual } from 'node:util';
import { accountOf, newLedger, patched, ran, Refusal, type Input, type LedgerState } from './reference-ledger.js';

/** A changing request. */
export interface Change {
  readonly kind: 'create' | 'command' | 'bulk' | 'patch' | 'remove';
  /** The records it is about; of those that do not exist any id. */
  readonly ids: readonly string[];
  /** Of a command, one by one or in bulk. */
  readonly command?: string;
  readonly input: Input;
  /** Whether the input is what the contract asks for. */
  readonly isValid: boolean;
  readonly ifMatch?: number | '*';
  readonly key?: string;
}

/** What a request must be answered. */
export interface Expected {
  readonly status: number;
  /** Of a problem. */
  readonly code?: string;
  readonly body?: unknown;
  readonly version?: number;
  /** The record a request created; its id is known when it is answered. */
  readonly created?: Entry;
  readonly isReplayed?: boolean;
}

/** A record, and all it ever was. */
export interface Entry {
  id: string;
  readonly history: Past[];
}

export interface Past {
  readonly version: number;
  readonly action: 'create' | 'command' | 'patch' | 'remove';
  readonly event: string;
  readonly input: unknown;
  /** `undefined`: removed. */
  readonly state: LedgerState | undefined;
}

/** The service in memory: records, versions, history, and the answers to keys. */
export class ReferenceService {
  /** In the order of their creation, removed ones too. */
  readonly entries: Entry[] = [];
  readonly #answers = new Map<string, { readonly change: Change; readonly answer: Expected }>();

  /** Applies a change, all of it or nothing, and tells what must be answered. */
  perform(change: Change): Expected {
    const known = change.key === undefined ? undefined : this.#answers.get(change.key);
    if (known !== undefined) {
      const isSame = isDeepStrictEqual(known.change, change);
      return isSame ? { ...known.answer, isReplayed: true } : { status: 422, code: 'idempotency_key_reused' };
    }
    const answer = this.#attempt(change);
    if (change.key !== undefined && isKept(answer)) this.#answers.set(change.key, { change, answer });
    return answer;
  }

  /** What a change would be answered. */
  peek(change: Change): Expected {
    const lengths = this.entries.map(({ history }) => history.length);
    const isKnown = change.key !== undefined && this.#answers.has(change.key);
    const answer = this.perform(change);
    this.entries.length = lengths.length;
    this.entries.forEach(({ history }, index) => (history.length = lengths[index]!));
    if (change.key !== undefined && !isKnown) this.#answers.delete(change.key);
    return answer;
  }

  current(id: string): (Past & { readonly state: LedgerState }) | undefined {
    const past = this.entries.find((entry) => entry.id === id)?.history.at(-1);
    return past?.state === undefined ? undefined : { ...past, state: past.state };
  }

  /** What a query answers. */
  balance(id: string, label: string): Expected {
    const current = this.current(id);
    if (current === undefined) return { status: 404, code: 'not_found' };
    try {
      return { status: 200, body: accountOf(current.state, label).balanceMinor, version: current.version };
    } catch (error) {
      return refused(error);
    }
  }

  #attempt(change: Change): Expected {
    try {
      if (change.command === 'close' && change.ifMatch === undefined) throw new Refusal(428, 'precondition_required');
      if (!change.isValid) throw new Refusal(422, 'validation_error');
      if (change.kind === 'create') return this.#create(change);
      return change.kind === 'bulk' ? this.#bulk(change) : this.#one(change);
    } catch (error) {
      return refused(error);
    }
  }

  #create(change: Change): Expected {
    const state = newLedger(change.input);
    this.#mustBeUnique([[undefined, state]]);
    const created: Entry = { id: '', history: [pastOf(change, 1, state)] };
    this.entries.push(created);
    return { status: 201, created, version: 1 };
  }

  #one(change: Change): Expected {
    const [id] = change.ids;
    const current = this.current(id!);
    if (current === undefined) throw new Refusal(404, 'not_found');
    const { ifMatch } = change;
    if (typeof ifMatch === 'number' && ifMatch !== current.version) throw new Refusal(412, 'optimistic_lock_conflict');
    const version = current.version + 1;
    const { state, result } = changed(change, current.state);
    if (state !== undefined) this.#mustBeUnique([[id, state]]);
    this.#entry(id!).history.push(pastOf(change, version, state));
    if (state === undefined) return { status: 204 };
    if (change.kind === 'patch') return { status: 200, body: publicRecord({ id: id!, version, state }), version };
    return result === undefined ? { status: 204, version } : { status: 200, body: result, version };
  }

  /** All or none, one after the other. */
  #bulk(change: Change): Expected {
    const { ids } = change;
    if (ids.some((id) => this.current(id) === undefined)) throw new Refusal(404, 'not_found');
    const states = ids.map((id) => [id, changed(change, this.current(id)!.state).state!] as const);
    this.#mustBeUnique(states);
    for (const [id, state] of states) {
      this.#entry(id).history.push(pastOf(change, this.current(id)!.version + 1, state));
    }
    return { status: 200, body: { requested: ids.length, processed: ids.length } };
  }

  #mustBeUnique(changes: readonly (readonly [id: string | undefined, state: LedgerState])[]): void {
    const changing = new Set(changes.map(([id]) => id));
    const others = this.entries.flatMap(({ id }) => (changing.has(id) ? [] : (this.current(id)?.state.name ?? [])));
    const names = [...others, ...changes.map(([, { name }]) => name)];
    if (new Set(names).size < names.length) throw new Refusal(409, 'unique_conflict');
  }

  #entry(id: string): Entry {
    return this.entries.find((entry) => entry.id === id)!;
  }
}

/** A record as everyone sees it, but for the times. */
export function publicRecord({ id, version, state }: { id: string; version: number; state: LedgerState }): Input {
  const { name, region, totalMinor, note, accounts, limits, tags } = state;
  return { id, version, name, ...(region !== undefined && { region }), totalMinor, note, accounts, limits, tags };
}

function changed({ kind, command, input }: Change, state: LedgerState): { state?: LedgerState; result?: unknown } {
  if (kind === 'remove') return {};
  return kind === 'patch' ? { state: patched(state, input) } : ran(state, command!, input);
}

function pastOf({ kind, command, input }: Change, version: number, state: LedgerState | undefined): Past {
  const label = command?.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  switch (kind) {
    case 'command':
      return { version, action: 'command', event: label!, input, state };
    case 'bulk':
      return { version, action: 'command', event: `bulk_${label}`, input, state };
    default:
      return { version, action: kind, event: kind, input: kind === 'remove' ? undefined : input, state };
  }
}

/** A key keeps what was done, and what the model refused; the rest never ran. */
export function isKept({ status, code }: Pick<Expected, 'status' | 'code'>): boolean {
  return status < 300 || (code !== undefined && modelErrors.has(code));
}

const modelErrors = new Set(['account_exists', 'account_not_found', 'insufficient_funds', 'ledger_closed', 'totals_differ']);

function refused(error: unknown): Expected {
  if (!(error instanceof Refusal)) throw error;
  return { status: error.status, code: error.code };
}
