import type { MapStore } from './map-store.js';
import { traced } from './trace.js';

/**
 * Shows a Map of the state. A Map keeps its entries in a hidden slot that no proxy can stand in for, so this
 * is a Map whose own entries stay empty and every method of which asks the store.
 */
export class RecordedMap extends Map<unknown, unknown> {
  readonly #store: MapStore;

  constructor(store: MapStore) {
    super();
    this.#store = store;
    Object.freeze(this);
  }

  get [traced](): MapStore {
    return this.#store;
  }

  override get size(): number {
    return this.#live().target.size;
  }

  override get(key: unknown): unknown {
    return this.#live().get(key);
  }

  override has(key: unknown): boolean {
    const { target, epoch } = this.#live();
    return target.has(epoch.unwrap(key));
  }

  override set(key: unknown, value: unknown): this {
    this.#live().set(key, value);
    return this;
  }

  override delete(key: unknown): boolean {
    return this.#live().delete(key);
  }

  override clear(): void {
    this.#live().clear();
  }

  override forEach(
    visit: (value: unknown, key: unknown, map: Map<unknown, unknown>) => void,
    self?: unknown,
  ): void {
    for (const [key, value] of this.entries()) visit.call(self, value, key, this);
  }

  override *entries(): Generator<[unknown, unknown], undefined> {
    for (const key of this.#live().target.keys()) {
      const store = this.#live();
      yield [store.keyView(key), store.get(key)];
    }
    return undefined;
  }

  override *keys(): Generator<unknown, undefined> {
    for (const key of this.#live().target.keys()) yield this.#live().keyView(key);
    return undefined;
  }

  override *values(): Generator<unknown, undefined> {
    for (const key of this.#live().target.keys()) yield this.#live().get(key);
    return undefined;
  }

  override [Symbol.iterator](): Generator<[unknown, unknown], undefined> {
    return this.entries();
  }

  #live(): MapStore {
    this.#store.epoch.assertLive();
    return this.#store;
  }
}

// Methods that later versions of JavaScript add would see the hidden, empty entries.
for (const name of Object.getOwnPropertyNames(Map.prototype)) {
  if (Object.hasOwn(RecordedMap.prototype, name)) continue;
  Object.defineProperty(RecordedMap.prototype, name, {
    value() {
      throw new TypeError(`Map.prototype.${name} is not supported on state; use get, set, has and delete.`);
    },
  });
}
