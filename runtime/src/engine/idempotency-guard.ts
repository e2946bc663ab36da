import { apiErrorOf } from '../model/api-error-of.js';
import { PersistDomainError } from '../model/persist-domain-error.js';
import type { IdempotencyRecord, Store } from '../store/store.js';
import type { Call, IdempotentCall, Replayed, Settled } from './engine.js';
import { commitFailed } from './store-refusals.js';
import { idempotencyOf, type Attempt } from './write-set.js';

/** Thrown by an executor when another process committed the same key first. */
export class LostIdempotencyRace extends Error {}

/** What a call asks for. */
export interface Work<Outcome> {
  readonly work: () => Promise<Outcome>;
  /** Whether it may do more than change state, and must not even begin a second time. */
  readonly looksFirst: boolean;
}

/** Lets a call with an idempotency key mutate once, and answers repetitions with what the first one answered. */
export class IdempotencyGuard {
  readonly #store: Store;
  /** Fingerprints of the calls under way, by actor and key. */
  readonly #running = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Work that reaches nothing but state is done without looking first: most keys are new. The commit finds one that is
   * not, and then there was no work; where the work fails for another reason, that it had been done already is looked
   * for before anybody is told.
   */
  async once<Outcome>(attempt: Attempt<Outcome>, { work, looksFirst }: Work<Outcome>): Promise<Settled<Outcome>> {
    const { idempotency, actor } = attempt.call;
    if (idempotency === undefined) return work();
    const scope = `${actor}\n${idempotency.key}`;
    this.#refuseRunning(scope, idempotency);
    this.#running.set(scope, idempotency.fingerprint);
    try {
      const answered = looksFirst ? await this.#replay(attempt.call) : undefined;
      return answered ?? (await this.#first(attempt, work));
    } finally {
      this.#running.delete(scope);
    }
  }

  #refuseRunning(scope: string, { key, fingerprint }: IdempotentCall<unknown>): void {
    const running = this.#running.get(scope);
    if (running === undefined) return;
    if (running !== fingerprint) throw reused(key);
    throw new PersistDomainError(
      'idempotency_in_progress',
      `The first call with the idempotency key ${key} is still running. Repeat the call later to get its answer.`,
    );
  }

  async #replay({ actor, idempotency }: Call<unknown>): Promise<Replayed | undefined> {
    const { key, fingerprint } = idempotency!;
    const record = await this.#store.findIdempotent(actor, key);
    if (record === undefined) return undefined;
    if (record.fingerprint !== fingerprint) throw reused(key);
    return { kind: 'replayed', response: record.response };
  }

  async #first<Outcome>(attempt: Attempt<Outcome>, work: () => Promise<Outcome>): Promise<Settled<Outcome>> {
    try {
      return await work();
    } catch (error) {
      if (apiErrorOf(error) !== undefined) {
        const refusal = idempotencyOf(attempt, { kind: 'refused', error: error as Error })!;
        if (await this.#keepRefusal(refusal)) throw error;
      }
      // Another process may have been first, and this run have failed because of what that one did.
      const answered = await this.#replay(attempt.call);
      if (answered !== undefined) return answered;
      throw error instanceof LostIdempotencyRace ? expired(attempt.call) : error;
    }
  }

  /** A refusal that cannot be kept is none yet: the repetition may find another state. */
  async #keepRefusal(idempotency: IdempotencyRecord): Promise<boolean> {
    try {
      const [outcome] = await this.#store.commit([{ writes: [], audits: [], outbox: [], idempotency }]);
      return outcome!.kind === 'committed';
    } catch (error) {
      throw commitFailed(error);
    }
  }
}

function expired({ idempotency }: Call<unknown>): PersistDomainError {
  return new PersistDomainError(
    'idempotency_in_progress',
    `Another call with the idempotency key ${idempotency!.key} was recorded and has expired since. Repeat the call.`,
  );
}

function reused(key: string): PersistDomainError {
  return new PersistDomainError(
    'idempotency_key_reused',
    `The idempotency key ${key} belongs to another call of this actor. Use a new key for a different call.`,
  );
}
