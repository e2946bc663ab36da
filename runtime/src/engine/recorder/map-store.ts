import type { Epoch } from './epoch.js';
import type { Owner } from './owner.js';
import type { Trace } from './trace.js';

/** A Map of the state as a recording sees it. Keys may be given as a command holds them. */
export interface MapStore extends Trace {
  readonly epoch: Epoch;
  readonly owner: Owner;
  readonly target: Map<unknown, unknown>;
  get(key: unknown): unknown;
  set(key: unknown, item: unknown): void;
  delete(key: unknown): boolean;
  clear(): void;
  /** What a command sees of a key. */
  keyView(key: unknown): unknown;
}

/** A Set of the state as a recording sees it. */
export interface SetStore extends Trace {
  readonly epoch: Epoch;
  readonly owner: Owner;
  readonly target: Set<unknown>;
  add(item: unknown): void;
  delete(item: unknown): boolean;
  clear(): void;
  itemView(item: unknown): unknown;
}
