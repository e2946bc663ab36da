import type { CollectionTrace } from './collection-trace.js';
import type { Move } from './order-keys.js';
import type { ElementOwner, Slot } from './slot.js';
import type { UndoLog } from './undo-log.js';

/** A collection at the end of a recording, once it is known which element is which. */
export interface Settled {
  readonly trace: CollectionTrace;
  /** The array, Set or Map that was assigned to the field, if one was. */
  readonly assigned: object | undefined;
  readonly moves: readonly Move[];
  /** Puts a private copy in the place of what an element holds. */
  place(owner: ElementOwner, copy: unknown): void;
  /** Called when all copies are in place. */
  finish(): void;
}

/**
 * Elements taken out and put in again are the same: they keep their key. `identityOf` says when two are the
 * same. Returns those that are new.
 */
export function reunite(
  trace: CollectionTrace,
  identityOf: (owner: ElementOwner) => unknown,
): ElementOwner[] {
  const fresh = trace.fresh.filter((owner) => !owner.removed);
  const gone = new Map<unknown, ElementOwner[]>();
  for (const owner of trace.removed) {
    if (!owner.removed) continue;
    const identity = identityOf(owner);
    const same = gone.get(identity);
    if (same === undefined) gone.set(identity, [owner]);
    else same.push(owner);
  }
  return fresh.filter((owner) => {
    const origin = gone.get(identityOf(owner))?.shift();
    if (origin === undefined) return true;
    origin.isElsewhere = true;
    owner.origin = origin;
    owner.slot.key = origin.slot.key;
    return false;
  });
}

/** Gives new elements of an array or a Set the next keys. */
export function numberFresh(
  owners: readonly ElementOwner[],
  collection: { nextKey: number },
  log: UndoLog,
): void {
  if (owners.length === 0) return;
  const { nextKey } = collection;
  for (const { slot } of owners) slot.key = collection.nextKey++;
  log.push(() => {
    collection.nextKey = nextKey;
  });
}

/** An element of a Set or Map; in a Set key and value are the same. */
export interface Entry {
  key: unknown;
  value: unknown;
}

/** Elements in the order of iteration. */
export type Entries = Map<Slot, Entry>;
