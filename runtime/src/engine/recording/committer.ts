import type { CommitOutcome, Store, WriteSet } from '../../store/store.js';
import type { CommitFailure } from '../commit-refusal.js';

/** A write set on its way to disk. */
export interface Entry {
  readonly writeSet: WriteSet;
  state: 'waiting' | 'committing' | 'withdrawn';
  settle(outcome: CommitOutcome | CommitFailure): void;
}

/** Commits all write sets that are ready in one turn of the event loop as one group: one fsync for all of them. */
export class Committer {
  readonly #store: Store;
  #waiting: Entry[] = [];
  #scheduled = false;

  constructor(store: Store) {
    this.#store = store;
  }

  add(entry: Entry): void {
    this.#waiting.push(entry);
    this.#schedule();
  }

  /** The next group leaves when this turn's commands have run, and not before the last group is on disk. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => void this.#flush());
  }

  async #flush(): Promise<void> {
    const group = this.#waiting.filter((entry) => entry.state === 'waiting');
    this.#waiting = [];
    if (group.length > 0) await this.#commit(group);
    this.#scheduled = false;
    if (this.#waiting.length > 0) this.#schedule();
  }

  async #commit(group: readonly Entry[]): Promise<void> {
    for (const entry of group) entry.state = 'committing';
    let outcomes: readonly (CommitOutcome | CommitFailure)[];
    try {
      outcomes = await this.#store.commit(group.map((entry) => entry.writeSet));
    } catch (cause) {
      outcomes = group.map(() => ({ kind: 'failed', cause }) as const);
    }
    group.forEach((entry, position) => {
      // One that failed may have taken those behind it on the same aggregate back.
      if (entry.state === 'committing') entry.settle(outcomes[position]!);
    });
  }
}
