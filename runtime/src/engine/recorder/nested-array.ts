import { insertAt, type ArrayStore } from './array-store.js';
import type { Epoch } from './epoch.js';
import type { Owner } from './owner.js';

/** An array somewhere inside a field or an element. */
export class NestedArray implements ArrayStore {
  readonly epoch: Epoch;
  readonly owner: Owner;
  readonly target: unknown[];
  #saved = false;

  constructor(target: unknown[], owner: Owner, epoch: Epoch) {
    this.target = target;
    this.owner = owner;
    this.epoch = epoch;
  }

  at(index: number): unknown {
    const value = this.target[index];
    return typeof value === 'object' && value !== null ? this.epoch.view(value, this.owner) : value;
  }

  splice(index: number, deleteCount: number, items: readonly unknown[]): void {
    this.#save();
    const values = items.map((item) => this.epoch.take(item, this.owner));
    if (deleteCount > 0) this.target.splice(index, deleteCount);
    insertAt(this.target, index, values);
  }

  assign(index: number, item: unknown): void {
    if (this.target[index] === this.epoch.unwrap(item)) return;
    this.#save();
    this.target[index] = this.epoch.take(item, this.owner);
  }

  permute(order: readonly number[]): void {
    this.#save();
    const before = [...this.target];
    order.forEach((from, to) => {
      this.target[to] = before[from];
    });
  }

  /** What owns it is encoded as a whole when it changes, so a copy of this level costs nothing extra. */
  #save(): void {
    if (this.#saved) return;
    this.#saved = true;
    this.owner.touch();
    const { target } = this;
    const before = [...target];
    this.epoch.log.push(() => {
      target.length = 0;
      insertAt(target, 0, before);
    });
  }
}
