import type { FastifyInstance } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';

/** How long requests may keep the process busy before it looks at its connections again, and accepts a new one. */
const SLICE_MS = 5;

/**
 * Bounds how long requests wait for each other. As long as those that arrive together are done within a slice of time,
 * each runs as it arrives. The others queue, a slice of them in each turn of the event loop. Where the first in the
 * queue has waited for half the limit nobody joins it, and one that has waited longer than the limit does not run any
 * more. Refusing costs nearly nothing: no body is read.
 */
export function shedLoad(scope: FastifyInstance, maxQueueMs: number): void {
  const queue = new RequestQueue(maxQueueMs);
  scope.addHook('onRequest', (_request, _reply, done) => queue.enter(done));
}

type Done = (error?: Error) => void;

class RequestQueue {
  readonly #maxMs: number;
  #waiting: { readonly done: Done; readonly since: number }[] = [];
  /** When the slice of this turn began; `undefined` where nothing ran in it yet. */
  #start: number | undefined;

  constructor(maxMs: number) {
    this.#maxMs = maxMs;
  }

  enter(done: Done): void {
    const now = performance.now();
    if (this.#waiting.length === 0 && !this.#isSpent(now)) return done();
    const [first] = this.#waiting;
    // It would wait as long again: those before it are as many, and as slow.
    if (first !== undefined && now - first.since > this.#maxMs / 2) return done(overloaded());
    this.#waiting.push({ done, since: now });
    if (first === undefined) this.#nextTurn();
  }

  #isSpent(now: number): boolean {
    if (this.#start === undefined) {
      this.#start = now;
      setImmediate(() => (this.#start = undefined));
    }
    return now - this.#start > SLICE_MS;
  }

  /** Each in a callback of its own: what one starts has run when the next one looks at the clock. */
  #nextTurn(): void {
    const count = Math.min(this.#waiting.length, MOST_A_TURN);
    for (let n = 1; n <= count; n += 1) setImmediate(() => this.#step(n === count));
  }

  #step(isLast: boolean): void {
    const now = performance.now();
    if (this.#waiting.length > 0 && !this.#isSpent(now)) this.#runFirst(now);
    if (isLast && this.#waiting.length > 0) this.#nextTurn();
  }

  #runFirst(now: number): void {
    const { done, since } = this.#waiting.shift()!;
    done(now - since > this.#maxMs ? overloaded() : undefined);
  }
}

const MOST_A_TURN = 256;

function overloaded(): PersistDomainError {
  return new PersistDomainError('overloaded', 'The service has more to do than it can do in time. Repeat the call later.');
}
