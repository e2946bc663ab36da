import { arrayPosition } from './array-position.js';
import { storeOf, viewsOf } from './array-store.js';

type Callback = (value: unknown, index: number, array: unknown[]) => unknown;

/**
 * The methods that read an array element by element, as loops over the array itself: the built-in ones would
 * ask the proxy for every position. All others are left to the built-in ones.
 */
export const arrayReaders = {
  find(this: unknown[], test: Callback, self?: unknown): unknown {
    const store = storeOf(this);
    const { length } = store.target;
    for (let index = 0; index < length; index += 1) {
      const given = store.at(index);
      if (test.call(self, given, index, this)) return given;
    }
    return undefined;
  },

  findIndex(this: unknown[], test: Callback, self?: unknown): number {
    const store = storeOf(this);
    const { length } = store.target;
    for (let index = 0; index < length; index += 1) {
      if (test.call(self, store.at(index), index, this)) return index;
    }
    return -1;
  },

  findLast(this: unknown[], test: Callback, self?: unknown): unknown {
    const store = storeOf(this);
    for (let index = store.target.length - 1; index >= 0; index -= 1) {
      const given = store.at(index);
      if (test.call(self, given, index, this)) return given;
    }
    return undefined;
  },

  findLastIndex(this: unknown[], test: Callback, self?: unknown): number {
    const store = storeOf(this);
    for (let index = store.target.length - 1; index >= 0; index -= 1) {
      if (test.call(self, store.at(index), index, this)) return index;
    }
    return -1;
  },

  // The next five visit no elements that are added meanwhile, and none that are gone by then, as the built-in
  // ones.

  some(this: unknown[], test: Callback, self?: unknown): boolean {
    const store = storeOf(this);
    const { length } = store.target;
    for (let index = 0; index < length && index < store.target.length; index += 1) {
      if (test.call(self, store.at(index), index, this)) return true;
    }
    return false;
  },

  every(this: unknown[], test: Callback, self?: unknown): boolean {
    const store = storeOf(this);
    const { length } = store.target;
    for (let index = 0; index < length && index < store.target.length; index += 1) {
      if (!test.call(self, store.at(index), index, this)) return false;
    }
    return true;
  },

  filter(this: unknown[], test: Callback, self?: unknown): unknown[] {
    const store = storeOf(this);
    const kept: unknown[] = [];
    const { length } = store.target;
    for (let index = 0; index < length && index < store.target.length; index += 1) {
      const given = store.at(index);
      if (test.call(self, given, index, this)) kept.push(given);
    }
    return kept;
  },

  map(this: unknown[], transform: Callback, self?: unknown): unknown[] {
    const store = storeOf(this);
    const mapped: unknown[] = [];
    const { length } = store.target;
    for (let index = 0; index < length && index < store.target.length; index += 1) {
      mapped.push(transform.call(self, store.at(index), index, this));
    }
    return mapped;
  },

  forEach(this: unknown[], visit: Callback, self?: unknown): void {
    const store = storeOf(this);
    const { length } = store.target;
    for (let index = 0; index < length && index < store.target.length; index += 1) {
      visit.call(self, store.at(index), index, this);
    }
  },

  includes(this: unknown[], wanted: unknown, from?: number): boolean {
    const { target, epoch } = storeOf(this);
    return target.includes(epoch.unwrap(wanted), from);
  },

  indexOf(this: unknown[], wanted: unknown, from?: number): number {
    const { target, epoch } = storeOf(this);
    return target.indexOf(epoch.unwrap(wanted), from);
  },

  lastIndexOf(this: unknown[], wanted: unknown, ...from: [from?: number]): number {
    const { target, epoch } = storeOf(this);
    return target.lastIndexOf(epoch.unwrap(wanted), ...(from as [number]));
  },

  slice(this: unknown[], start?: number, end?: number): unknown[] {
    const store = storeOf(this);
    const { length } = store.target;
    return viewsOf(store, arrayPosition(start, length, 0), arrayPosition(end, length, length));
  },

  *values(this: unknown[]): Generator<unknown, undefined> {
    const store = storeOf(this);
    for (let index = 0; index < store.target.length; index += 1) {
      yield store.at(index);
      store.epoch.assertLive();
    }
    return undefined;
  },
};
