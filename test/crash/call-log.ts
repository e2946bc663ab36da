import type { LedgerAnswer, LedgerCall } from './ledger-call.js';

export interface LoggedCall {
  readonly call: LedgerCall;
  /** Missing where it never came: whether the call did anything is not known. */
  readonly answer?: LedgerAnswer;
}

/** What was asked of the ledger, and what it answered: what a database is held against. */
export class CallLog implements Iterable<LoggedCall> {
  readonly #calls = new Map<string, LoggedCall>();

  get size(): number {
    return this.#calls.size;
  }

  sent(call: LedgerCall): void {
    if (!this.#calls.has(call.key)) this.#calls.set(call.key, { call });
  }

  answered(call: LedgerCall, answer: LedgerAnswer): void {
    this.#calls.set(call.key, { call, answer });
  }

  /** The same calls, of which only these have an answer yet. */
  asOf(answeredKeys: ReadonlySet<string>): CallLog {
    const earlier = new CallLog();
    for (const { call, answer } of this) {
      if (answer !== undefined && answeredKeys.has(call.key)) earlier.answered(call, answer);
      else earlier.sent(call);
    }
    return earlier;
  }

  [Symbol.iterator](): IterableIterator<LoggedCall> {
    return this.#calls.values();
  }
}
