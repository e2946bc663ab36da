import { PersistDomainError } from '../model/persist-domain-error.js';
import { StoreError } from '../store/store-error.js';
import { refuseInsideCommand } from './command-scope.js';
import { isPromise, type Eventual } from './eventual.js';
import { storeFailed } from './store-refusals.js';

/**
 * The door every call goes through: counts what is under way, refuses what is too much or too late, and lets no
 * failure of the store out as it is.
 */
export class Admission {
  readonly #limit: number;
  #underWay = 0;
  #closed: Promise<void> | undefined;
  #empty: () => void = () => undefined;

  /** @param limit calls under way at once. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Rejects with `shutting_down`, `overloaded`, `store_failed`, and with what the work throws.
   *
   * @throws {Error} in the same turn where a command calls: it fails, whether or not it would have awaited the call.
   */
  enter<T>(what: string, work: () => Eventual<T>): Promise<T> {
    refuseInsideCommand(what);
    return this.#admit(work);
  }

  /**
   * For reading what is mostly at hand: what is seen in this turn is neither counted nor waited for.
   *
   * @throws what {@link enter} would reject with, where it is known in this turn.
   */
  glance<T>(what: string, work: () => Eventual<T>): Eventual<T> {
    refuseInsideCommand(what);
    this.#refuse();
    try {
      const seen = work();
      return isPromise<T>(seen) ? this.#admit(() => seen) : seen;
    } catch (error) {
      throw told(error);
    }
  }

  async #admit<T>(work: () => Eventual<T>): Promise<T> {
    this.#refuse();
    this.#underWay += 1;
    try {
      return await work();
    } catch (error) {
      throw told(error);
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#empty();
    }
  }

  #refuse(): void {
    if (this.#closed !== undefined) {
      throw new PersistDomainError('shutting_down', 'The service is shutting down. Repeat the call in a moment.');
    }
    if (this.#underWay >= this.#limit) {
      throw new PersistDomainError(
        'overloaded',
        `The service has ${this.#underWay} calls under way, which is all it takes. Repeat the call later.`,
      );
    }
  }

  /** Lets nobody in any more; resolves when everybody has left. */
  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      this.#empty = resolve;
      if (this.#underWay === 0) resolve();
    });
    return this.#closed;
  }
}

/** No failure of the store goes out as it is. */
function told(error: unknown): unknown {
  return error instanceof StoreError ? storeFailed(error) : error;
}
