import type { Moment } from './replay-trace.js';

// https://www.sqlite.org/walformat.html
const LOG_HEADER = 32;
const FRAME_HEADER = 24;
const keys = /call-\d{8}/g;

/** Follows what is written to a write-ahead log: which calls are committed there, and which of them are on disk. */
export class LogCommits {
  /** In a transaction that is not complete. */
  #open = new Set<string>();
  /** In a complete one that is not synced. */
  #committed = new Set<string>();
  /** Of those the ones that were there when the sync began that is under way. */
  #syncing = new Set<string>();
  readonly #durable = new Set<string>();
  #endsTransaction = false;

  has(key: string): boolean {
    return this.#durable.has(key);
  }

  /** Those that the sync that is under way makes durable. */
  get syncing(): ReadonlySet<string> {
    return this.#syncing;
  }

  follow(moment: Moment): void {
    if (moment.kind === 'sends' || !moment.path.endsWith('-wal')) return;
    if (moment.kind === 'wrote') this.#wrote(moment);
    else if (moment.kind === 'syncing') this.#syncing = new Set(this.#committed);
    else {
      for (const key of this.#syncing) this.#durable.add(key);
      for (const key of this.#syncing) this.#committed.delete(key);
      this.#syncing = new Set();
    }
  }

  #wrote({ offset, data }: Moment & { readonly kind: 'wrote' }): void {
    if (offset === 0 && data.length === LOG_HEADER) return;
    if (data.length === FRAME_HEADER) {
      // The size of the database after it: only in the last frame of a transaction.
      this.#endsTransaction = data.readUInt32BE(4) !== 0;
      return;
    }
    for (const [key] of data.toString('latin1').matchAll(keys)) {
      if (!this.#durable.has(key) && !this.#committed.has(key)) this.#open.add(key);
    }
    if (!this.#endsTransaction) return;
    for (const key of this.#open) this.#committed.add(key);
    this.#open = new Set();
  }
}
