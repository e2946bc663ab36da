import { generateNKeysBetween } from 'fractional-indexing';
import { insertAt, type ArrayStore } from './array-store.js';
import { CollectionTrace, type CollectionParts } from './collection-trace.js';
import { isLong } from './order-keys.js';
import { Slot, type ElementOwner } from './slot.js';
import type { ArraySlots } from './slots.js';

/** A top-level array: every element has a slot beside it, which moves with it. */
export class CollectionArray extends CollectionTrace implements ArrayStore {
  readonly target: unknown[];
  readonly view: unknown[];
  readonly collection: ArraySlots;
  /** Beside `target`, also after the field was given another array. */
  readonly slots: Slot[];
  /**
   * Set once elements stand in another order than their slots say, or one has become long: from then on order waits
   * for the end.
   */
  isPermuted = false;

  constructor(
    parts: CollectionParts,
    collection: ArraySlots,
    makeView: (store: CollectionArray) => unknown[],
  ) {
    super(parts);
    this.collection = collection;
    this.slots = collection.slots;
    this.target = parts.instance[parts.plan.name] as unknown[];
    this.view = makeView(this);
  }

  at(index: number): unknown {
    const value = this.target[index];
    return typeof value === 'object' && value !== null
      ? this.viewIn(this.slots[index]!, value, index)
      : value;
  }

  splice(index: number, deleteCount: number, items: readonly unknown[]): void {
    const { target, slots, epoch } = this;
    // What cannot be stored, such as an object of an ended recording, must be refused before anything has
    // changed.
    for (const item of items) epoch.unwrap(item);
    for (let at = index; at < index + deleteCount; at += 1) this.remove(this.ownerOf(at));
    const orders = this.#ordersAt(index, deleteCount, items.length);
    const added = items.map((_item, offset) => new Slot(0, orders[offset] ?? ''));
    const values = items.map((item, offset) => this.fill(added[offset]!, item, index + offset));
    const removed = deleteCount > 0 ? target.splice(index, deleteCount) : [];
    const removedSlots = deleteCount > 0 ? slots.splice(index, deleteCount) : [];
    insertAt(target, index, values);
    insertAt(slots, index, added);
    epoch.log.push(() => {
      target.splice(index, values.length);
      slots.splice(index, values.length);
      insertAt(target, index, removed);
      insertAt(slots, index, removedSlots);
    });
  }

  assign(index: number, item: unknown): void {
    const { target } = this;
    const before = target[index];
    if (before === this.epoch.unwrap(item)) return;
    const owner = this.ownerOf(index);
    owner.at = index;
    target[index] = this.store(owner, item);
    this.epoch.log.push(() => {
      target[index] = before;
    });
  }

  permute(order: readonly number[]): void {
    if (order.every((from, to) => from === to)) return;
    this.isPermuted = true;
    const { target, slots } = this;
    const [values, before] = [[...target], [...slots]];
    order.forEach((from, to) => {
      target[to] = values[from];
      slots[to] = before[from]!;
    });
    this.epoch.log.push(() => {
      values.forEach((value, index) => {
        target[index] = value;
        slots[index] = before[index]!;
      });
    });
  }

  ownerOf(index: unknown): ElementOwner {
    const position = index as number;
    return this.ownerIn(this.slots[position]!, this.target[position], position);
  }

  segmentOf(owner: ElementOwner): number {
    const position = this.collection.slots.indexOf(owner.slot);
    return position === -1 ? (owner.at as number) : position;
  }

  #ordersAt(index: number, deleteCount: number, count: number): readonly string[] {
    if (this.isPermuted || count === 0) return [];
    const before = this.slots[index - 1]?.order ?? null;
    const after = this.slots[index + deleteCount]?.order ?? null;
    const orders = generateNKeysBetween(before, after, count);
    this.isPermuted = orders.some(isLong);
    return orders;
  }
}
