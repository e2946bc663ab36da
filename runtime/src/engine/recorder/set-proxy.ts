import type { SetStore } from './map-store.js';
import { traced } from './trace.js';

/** Shows a Set of the state: a Set whose own items stay empty and every method of which asks the store. */
export class RecordedSet extends Set<unknown> {
  readonly #store: SetStore;

  constructor(store: SetStore) {
    super();
    this.#store = store;
    Object.freeze(this);
  }

  get [traced](): SetStore {
    return this.#store;
  }

  override get size(): number {
    return this.#live().target.size;
  }

  override has(item: unknown): boolean {
    const { target, epoch } = this.#live();
    return target.has(epoch.unwrap(item));
  }

  override add(item: unknown): this {
    this.#live().add(item);
    return this;
  }

  override delete(item: unknown): boolean {
    return this.#live().delete(item);
  }

  override clear(): void {
    this.#live().clear();
  }

  override forEach(visit: (item: unknown, key: unknown, set: Set<unknown>) => void, self?: unknown): void {
    for (const item of this.values()) visit.call(self, item, item, this);
  }

  override *entries(): Generator<[unknown, unknown], undefined> {
    for (const item of this.values()) yield [item, item];
    return undefined;
  }

  override keys(): Generator<unknown, undefined> {
    return this.values();
  }

  override *values(): Generator<unknown, undefined> {
    for (const item of this.#live().target) yield this.#live().itemView(item);
    return undefined;
  }

  override [Symbol.iterator](): Generator<unknown, undefined> {
    return this.values();
  }

  #live(): SetStore {
    this.#store.epoch.assertLive();
    return this.#store;
  }
}

// `union` and its like, where this version of JavaScript has them, would see the hidden, empty items.
// They change nothing, so a copy does.
for (const name of Object.getOwnPropertyNames(Set.prototype)) {
  if (Object.hasOwn(RecordedSet.prototype, name)) continue;
  const method = Reflect.get(Set.prototype, name) as (...args: unknown[]) => unknown;
  Object.defineProperty(RecordedSet.prototype, name, {
    value(this: RecordedSet, ...args: unknown[]) {
      return method.apply(new Set(this), args);
    },
  });
}
