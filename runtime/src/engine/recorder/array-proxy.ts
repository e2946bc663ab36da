import { arrayMutators } from './array-mutators.js';
import { arrayIndex } from './array-position.js';
import { arrayReaders } from './array-readers.js';
import type { ArrayStore } from './array-store.js';
import { refuseReshaping } from './refused-operations.js';
import { traced } from './trace.js';

const methods: Record<string | symbol, unknown> = {
  // No prototype: `constructor` and the like must come from the array.
  __proto__: null,
  ...arrayMutators,
  ...arrayReaders,
};

methods[Symbol.iterator] = methods['values'];

/** Shows an array of the state; the methods not listed above work through single reads. */
export function arrayProxy(store: ArrayStore): unknown[] {
  return new Proxy(store.target, new ArrayHandler(store));
}

class ArrayHandler implements ProxyHandler<unknown[]> {
  readonly #store: ArrayStore;

  constructor(store: ArrayStore) {
    this.#store = store;
  }

  get(target: unknown[], key: string | symbol): unknown {
    const store = this.#store;
    store.epoch.assertLive();
    if (typeof key === 'string') {
      const index = arrayIndex(key);
      if (index !== -1) return store.at(index);
    } else if (key === traced) {
      return store;
    }
    return methods[key] ?? Reflect.get(target, key);
  }

  set(target: unknown[], key: string | symbol, value: unknown): boolean {
    this.#store.epoch.assertLive();
    if (key === 'length') {
      this.#setLength(Number(value));
      return true;
    }
    const index = typeof key === 'string' ? arrayIndex(key) : -1;
    if (index === -1) {
      throw new TypeError(
        `State holds data only: an array has elements, and no property ${String(key)}; use an object.`,
      );
    }
    if (index > target.length) this.#setLength(index);
    if (index === target.length) this.#store.splice(index, 0, [value]);
    else this.#store.assign(index, value);
    return true;
  }

  /** Leaves undefined behind, as a hole would read; what is left of it in the end is refused. */
  deleteProperty(target: unknown[], key: string | symbol): boolean {
    this.#store.epoch.assertLive();
    const index = typeof key === 'string' ? arrayIndex(key) : -1;
    if (index !== -1 && index < target.length) this.#store.assign(index, undefined);
    return key !== 'length';
  }

  has(target: unknown[], key: string | symbol): boolean {
    this.#store.epoch.assertLive();
    return Reflect.has(target, key);
  }

  ownKeys(target: unknown[]): (string | symbol)[] {
    this.#store.epoch.assertLive();
    return Reflect.ownKeys(target);
  }

  getOwnPropertyDescriptor(target: unknown[], key: string | symbol): PropertyDescriptor | undefined {
    const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
    return descriptor && { ...descriptor, value: this.get(target, key) };
  }

  defineProperty(): never {
    return refuseReshaping('defineProperty');
  }

  setPrototypeOf(): never {
    return refuseReshaping('setPrototypeOf');
  }

  preventExtensions(): never {
    return refuseReshaping('preventExtensions');
  }

  #setLength(length: number): void {
    const store = this.#store;
    const current = store.target.length;
    if (!Number.isInteger(length) || length < 0 || length > 2 ** 32 - 1)
      throw new RangeError('Invalid array length');
    if (length < current) store.splice(length, current - length, []);
    else if (length > current) store.splice(current, 0, Array.from({ length: length - current }));
  }
}
