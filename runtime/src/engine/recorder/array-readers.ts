import { arrayPosition } from './array-position.js';
import { storeOf, viewsOf } from './array-store.js';

type Callback = (value: unknown, index: number, array: unknown[]) => unknown;

/**
 * The methods that read an array element by element, as loops over the array itself: the built-in ones would ask the
 * proxy for every position. All others are left to the built-in ones.
 */
export const arrayReaders = {
  find(this: unknown[], test: Callback, self?: unknown): unknown {
    const store = storeOf(this);
    const { length } = store.target;
    for (let index = 0; index < length; index += 1) {
      const value = store.at(index);
      if (test.call(self, value, index, this)) return value;
    }
    return undefined;
  },

  findIndex(this: unknown[], test: Callback, self?: unknown): number {
    return indexWhere(this, test, self);
  },

  findLast(this: unknown[], test: Callback, self?: unknown): unknown {
    const store = storeOf(this);
    for (let index = store.target.length - 1; index >= 0; index -= 1) {
      const value = store.at(index);
      if (test.call(self, value, index, this)) return value;
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

  some(this: unknown[], test: Callback, self?: unknown): boolean {
    return indexWhere(this, test, self) !== -1;
  },

  every(this: unknown[], test: Callback, self?: unknown): boolean {
    return indexWhere(this, (value, index, array) => !test.call(self, value, index, array), undefined) === -1;
  },

  filter(this: unknown[], test: Callback, self?: unknown): unknown[] {
    const kept: unknown[] = [];
    each(this, (value, index) => {
      if (test.call(self, value, index, this)) kept.push(value);
    });
    return kept;
  },

  map(this: unknown[], transform: Callback, self?: unknown): unknown[] {
    const mapped: unknown[] = [];
    each(this, (value, index) => mapped.push(transform.call(self, value, index, this)));
    return mapped;
  },

  forEach(this: unknown[], visit: Callback, self?: unknown): void {
    each(this, (value, index) => visit.call(self, value, index, this));
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

/** Elements added while it runs are not visited, removed ones neither: as in the built-in methods. */
function each(array: unknown[], visit: (value: unknown, index: number) => void): void {
  const store = storeOf(array);
  const { length } = store.target;
  for (let index = 0; index < length && index < store.target.length; index += 1) visit(store.at(index), index);
}

function indexWhere(array: unknown[], test: Callback, self: unknown): number {
  const store = storeOf(array);
  const { length } = store.target;
  for (let index = 0; index < length; index += 1) {
    if (test.call(self, store.at(index), index, array)) return index;
  }
  return -1;
}
