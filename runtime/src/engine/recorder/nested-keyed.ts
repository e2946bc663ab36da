import type { Epoch } from './epoch.js';
import type { MapStore, SetStore } from './map-store.js';
import type { Owner } from './owner.js';

/** A Map somewhere inside a field or an element. */
export class NestedMap implements MapStore {
  readonly epoch: Epoch;
  readonly owner: Owner;
  readonly target: Map<unknown, unknown>;
  #saved = false;

  constructor(target: Map<unknown, unknown>, owner: Owner, epoch: Epoch) {
    this.target = target;
    this.owner = owner;
    this.epoch = epoch;
  }

  get(key: unknown): unknown {
    return this.keyView(this.target.get(this.epoch.unwrap(key)));
  }

  set(key: unknown, item: unknown): void {
    const raw = this.epoch.unwrap(key);
    if (this.target.has(raw) && this.target.get(raw) === this.epoch.unwrap(item)) return;
    this.#save();
    this.target.set(
      this.target.has(raw) ? raw : this.epoch.take(key, this.owner),
      this.epoch.take(item, this.owner),
    );
  }

  delete(key: unknown): boolean {
    const raw = this.epoch.unwrap(key);
    if (!this.target.has(raw)) return false;
    this.#save();
    return this.target.delete(raw);
  }

  clear(): void {
    if (this.target.size === 0) return;
    this.#save();
    this.target.clear();
  }

  keyView(value: unknown): unknown {
    return typeof value === 'object' && value !== null ? this.epoch.view(value, this.owner) : value;
  }

  #save(): void {
    if (this.#saved) return;
    this.#saved = true;
    this.owner.touch();
    const { target } = this;
    const before = [...target];
    this.epoch.log.push(() => {
      target.clear();
      for (const [key, value] of before) target.set(key, value);
    });
  }
}

/** A Set somewhere inside a field or an element. */
export class NestedSet implements SetStore {
  readonly epoch: Epoch;
  readonly owner: Owner;
  readonly target: Set<unknown>;
  #saved = false;

  constructor(target: Set<unknown>, owner: Owner, epoch: Epoch) {
    this.target = target;
    this.owner = owner;
    this.epoch = epoch;
  }

  add(item: unknown): void {
    if (this.target.has(this.epoch.unwrap(item))) return;
    this.#save();
    this.target.add(this.epoch.take(item, this.owner));
  }

  delete(item: unknown): boolean {
    const raw = this.epoch.unwrap(item);
    if (!this.target.has(raw)) return false;
    this.#save();
    return this.target.delete(raw);
  }

  clear(): void {
    if (this.target.size === 0) return;
    this.#save();
    this.target.clear();
  }

  itemView(item: unknown): unknown {
    return typeof item === 'object' && item !== null ? this.epoch.view(item, this.owner) : item;
  }

  #save(): void {
    if (this.#saved) return;
    this.#saved = true;
    this.owner.touch();
    const { target } = this;
    const before = [...target];
    this.epoch.log.push(() => {
      target.clear();
      for (const item of before) target.add(item);
    });
  }
}
