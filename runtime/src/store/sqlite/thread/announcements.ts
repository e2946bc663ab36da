import type { AppendedRows } from '../read/foreign-writes.js';

/** What one thread is committing, for another to see at once. */
export class Announcements {
  readonly buffer: SharedArrayBuffer;
  readonly #numbers: BigInt64Array;

  constructor(buffer = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#numbers = new BigInt64Array(buffer);
  }

  /** `undefined` takes back what was announced. */
  announce(rows: AppendedRows | undefined): void {
    // No reader may take the one number for the partner of an older one.
    Atomics.store(this.#numbers, UP_TO, NOTHING);
    if (rows === undefined) return;
    Atomics.store(this.#numbers, AFTER, BigInt(rows.after));
    Atomics.store(this.#numbers, UP_TO, BigInt(rows.upTo));
  }

  /** What was announced last; `undefined` also where it is just being replaced. */
  latest(): AppendedRows | undefined {
    const upTo = Atomics.load(this.#numbers, UP_TO);
    const after = Atomics.load(this.#numbers, AFTER);
    if (upTo <= NOTHING || Atomics.load(this.#numbers, UP_TO) !== upTo) return undefined;
    return { after: Number(after), upTo: Number(upTo) };
  }
}

const AFTER = 0;
const UP_TO = 1;
const NOTHING = 0n;
