import type { Epoch } from './epoch.js';
import type { Owner } from './owner.js';
import { traced, type Trace, type Traced } from './trace.js';

/** An array of the state as a recording sees it: everything that reads or changes one goes through this. */
export interface ArrayStore extends Trace {
  readonly epoch: Epoch;
  readonly owner: Owner;
  readonly target: unknown[];
  /** What a command sees of an element. */
  at(index: number): unknown;
  /** Removes and inserts; positions are within the array. */
  splice(index: number, deleteCount: number, items: readonly unknown[]): void;
  /** Writes an existing position. */
  assign(index: number, item: unknown): void;
  /** Puts the element of position `order[i]` at position `i`. */
  permute(order: readonly number[]): void;
}

/** The store behind an array that a command holds. */
export function storeOf(array: object): ArrayStore {
  const store = (array as Traced)[traced];
  if (store === undefined) throw new TypeError('this method needs an array of the state as `this`.');
  return store as ArrayStore;
}

/** What a command sees of a run of elements. */
export function viewsOf(store: ArrayStore, start: number, end: number): unknown[] {
  const views: unknown[] = [];
  for (let index = start; index < end; index += 1) views.push(store.at(index));
  return views;
}

/** More are not handed over as arguments, of which a call takes only so many. */
const MOST_ARGUMENTS = 1000;

/** `splice` without the limit on the number of arguments. */
export function insertAt<T>(array: T[], index: number, items: readonly T[]): void {
  if (items.length <= MOST_ARGUMENTS) {
    array.splice(index, 0, ...items);
    return;
  }
  const tail = index < array.length ? array.splice(index) : [];
  for (const item of items) array.push(item);
  for (const item of tail) array.push(item);
}
