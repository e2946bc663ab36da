import type { Database } from 'better-sqlite3';
import type { SqlPart } from './sql-part.js';

/**
 * Counts, remembered until anything is written: counting takes as long as the list is long, a page does not.
 * To be asked inside a transaction that only reads: what a transaction wrote and then took back would stay.
 */
export class CountMemo {
  readonly #capacity: number;
  readonly #changes: () => string;
  readonly #counts = new Map<string, number>();
  #changesSeen = '';

  constructor(database: Database, capacity = 256) {
    this.#capacity = capacity;
    // What others commit changes the one, what this connection does the other.
    const others = database.prepare<[], number>('PRAGMA data_version').pluck();
    const own = database.prepare<[], number>('SELECT total_changes()').pluck();
    this.#changes = () => `${others.get()!} ${own.get()!}`;
  }

  count({ sql, parameters }: SqlPart, run: () => number): number {
    const changes = this.#changes();
    if (changes !== this.#changesSeen || this.#counts.size === this.#capacity) {
      this.#counts.clear();
      this.#changesSeen = changes;
    }
    const key = `${sql} ${JSON.stringify(parameters.map(String))}`;
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const count = run();
    this.#counts.set(key, count);
    return count;
  }
}
