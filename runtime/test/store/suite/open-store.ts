import type { TestContext } from 'node:test';
import type { OutboxRecord, Store } from '../../../src/store/store.js';

/** A store with the tables of {@link thingsContract}, closed when the test ends. */
export interface OpenStore {
  readonly store: Store;
  /** What was emitted, in order; no part of the port yet. */
  readonly outbox: () => readonly OutboxRecord[];
  /** Closes the store and opens it again on what it stored. */
  readonly reopen: () => Promise<Store>;
  /** Moves the clock, which starts at the first moment. Records are kept for an hour. */
  readonly advance: (milliseconds: number) => void;
}

export type StoreOpener = (t: TestContext) => Promise<OpenStore>;

export const hour = 60 * 60 * 1000;
