import { arrayPosition, toInteger } from './array-position.js';
import { storeOf, viewsOf } from './array-store.js';

type Compare = (a: unknown, b: unknown) => number;

/** The methods that change an array, recorded as what they are instead of as writes to single positions. */
export const arrayMutators = {
  push(this: unknown[], ...items: unknown[]): number {
    const store = storeOf(this);
    store.splice(store.target.length, 0, items);
    return store.target.length;
  },

  pop(this: unknown[]): unknown {
    const store = storeOf(this);
    return takeOne(this, store.target.length - 1);
  },

  shift(this: unknown[]): unknown {
    return takeOne(this, 0);
  },

  unshift(this: unknown[], ...items: unknown[]): number {
    const store = storeOf(this);
    store.splice(0, 0, items);
    return store.target.length;
  },

  splice(this: unknown[], ...args: [start?: number, deleteCount?: number, ...items: unknown[]]): unknown[] {
    const store = storeOf(this);
    const { length } = store.target;
    const [start, deleteCount, ...items] = args;
    const index = arrayPosition(start, length, 0);
    const wanted = args.length === 0 ? 0 : args.length === 1 ? length : toInteger(deleteCount);
    const count = Math.min(Math.max(wanted, 0), length - index);
    const removed = viewsOf(store, index, index + count);
    store.splice(index, count, items);
    return removed;
  },

  reverse(this: unknown[]): unknown[] {
    const store = storeOf(this);
    const last = store.target.length - 1;
    store.permute(store.target.map((_value, index) => last - index));
    return this;
  },

  sort(this: unknown[], compare?: Compare): unknown[] {
    if (compare !== undefined && typeof compare !== 'function') {
      throw new TypeError('The comparison function must be either a function or undefined');
    }
    const store = storeOf(this);
    const before = [...store.target];
    const entries = viewsOf(store, 0, before.length).map((value, index) => ({ value, index }));
    entries.sort((a, b) => compareElements(a.value, b.value, compare ?? compareTexts));
    const { target } = store;
    if (target.length !== before.length || before.some((value, index) => !Object.is(value, target[index]))) {
      throw new TypeError('The comparison function changed the array it was called to sort; change it before or after.');
    }
    store.permute(entries.map(({ index }) => index));
    return this;
  },

  fill(this: unknown[], ...args: [value: unknown, start?: number, end?: number]): unknown[] {
    const [value, start, end] = args;
    const store = storeOf(this);
    const { length } = store.target;
    const stop = arrayPosition(end, length, length);
    for (let index = arrayPosition(start, length, 0); index < stop; index += 1) store.assign(index, value);
    return this;
  },

  copyWithin(this: unknown[], ...args: [target: number, start?: number, end?: number]): unknown[] {
    const [target, start, end] = args;
    const store = storeOf(this);
    const { length } = store.target;
    const from = arrayPosition(start, length, 0);
    const to = arrayPosition(target, length, 0);
    const copied = viewsOf(store, from, arrayPosition(end, length, length)).slice(0, length - to);
    copied.forEach((value, offset) => store.assign(to + offset, value));
    return this;
  },
};

function takeOne(array: unknown[], index: number): unknown {
  const store = storeOf(array);
  if (store.target.length === 0) return undefined;
  const taken = store.at(index);
  store.splice(index, 1, []);
  return taken;
}

/** undefined goes to the end and is not compared, as in any array. */
function compareElements(a: unknown, b: unknown, compare: Compare): number {
  if (a === undefined) return b === undefined ? 0 : 1;
  return b === undefined ? -1 : compare(a, b);
}

function compareTexts(a: unknown, b: unknown): number {
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
