import { generateKeyBetween } from 'fractional-indexing';
import { CollectionTrace } from './collection-trace.js';
import { Slot, type ElementOwner } from './slot.js';
import type { KeyedSlots } from './slots.js';

/** What top-level Sets and Maps have in common: slots by item or key, in the same order as the elements. */
export abstract class CollectionKeyed extends CollectionTrace {
  abstract override readonly target: Set<unknown> | Map<unknown, unknown>;
  abstract readonly collection: KeyedSlots;
  /** In step with `target`, also after the field was given another Set or Map. */
  abstract readonly slots: Map<unknown, Slot>;
  #ordersOnUndo = false;

  abstract valueAt(key: unknown): unknown;
  protected abstract write(key: unknown, value: unknown): void;

  delete(given: unknown): boolean {
    const key = this.epoch.unwrap(given);
    const slot = this.slots.get(key);
    if (slot === undefined) return false;
    const value = this.valueAt(key);
    this.#restoreOrderOnUndo();
    this.remove(this.ownerIn(slot, value, key));
    this.target.delete(key);
    this.slots.delete(key);
    this.epoch.log.push(() => {
      this.write(key, value);
      this.slots.set(key, slot);
    });
    return true;
  }

  clear(): void {
    for (const key of [...this.slots.keys()]) this.delete(key);
  }

  ownerOf(key: unknown): ElementOwner {
    return this.ownerIn(this.slots.get(key)!, this.valueAt(key), key);
  }

  protected insert(key: unknown, item: unknown): void {
    const { collection, slots, target, epoch } = this;
    const { lastOrder } = collection;
    epoch.unwrap(item);
    const slot = new Slot(0, generateKeyBetween(lastOrder, null));
    collection.lastOrder = slot.order;
    this.write(key, this.fill(slot, item, key));
    slots.set(key, slot);
    epoch.log.push(() => {
      target.delete(key);
      slots.delete(key);
      collection.lastOrder = lastOrder;
    });
  }

  /** A deletion put back comes last; sorting once, when all is put back, keeps deleting cheap. */
  #restoreOrderOnUndo(): void {
    if (this.#ordersOnUndo) return;
    this.#ordersOnUndo = true;
    this.epoch.log.push(() => {
      const entries = [...this.slots].map(([key, slot]) => ({ key, slot, value: this.valueAt(key) }));
      entries.sort((a, b) => (a.slot.order < b.slot.order ? -1 : 1));
      this.target.clear();
      this.slots.clear();
      for (const { key, slot, value } of entries) {
        this.write(key, value);
        this.slots.set(key, slot);
      }
    });
  }
}
