import { CollectionKeyed } from './collection-keyed.js';
import type { CollectionParts } from './collection-trace.js';
import type { SetStore } from './map-store.js';
import type { ElementOwner, Slot } from './slot.js';
import type { KeyedSlots } from './slots.js';

/** A top-level Set. */
export class CollectionSet extends CollectionKeyed implements SetStore {
  readonly target: Set<unknown>;
  readonly view: Set<unknown>;
  readonly collection: KeyedSlots;
  readonly slots: Map<unknown, Slot>;

  constructor(
    parts: CollectionParts,
    collection: KeyedSlots,
    makeView: (store: CollectionSet) => Set<unknown>,
  ) {
    super(parts);
    this.collection = collection;
    this.slots = collection.slots;
    this.target = parts.instance[parts.plan.name] as Set<unknown>;
    this.view = makeView(this);
  }

  add(item: unknown): void {
    const raw = this.epoch.unwrap(item);
    if (!this.target.has(raw)) this.insert(raw, item);
  }

  itemView(item: unknown): unknown {
    return typeof item === 'object' && item !== null ? this.viewIn(this.slots.get(item)!, item, item) : item;
  }

  valueAt(key: unknown): unknown {
    return key;
  }

  segmentOf(owner: ElementOwner): number {
    return [...this.slots.values()].indexOf(owner.slot);
  }

  protected write(key: unknown): void {
    this.target.add(key);
  }
}
