import { CollectionKeyed } from './collection-keyed.js';
import type { CollectionParts } from './collection-trace.js';
import { KeyOwner } from './key-owner.js';
import type { MapStore } from './map-store.js';
import { segmentOf } from './object-parts.js';
import type { ElementOwner, Slot } from './slot.js';
import type { KeyedSlots } from './slots.js';

/** A top-level Map. */
export class CollectionMap extends CollectionKeyed implements MapStore {
  readonly target: Map<unknown, unknown>;
  readonly view: Map<unknown, unknown>;
  readonly collection: KeyedSlots;
  readonly slots: Map<unknown, Slot>;
  readonly #keys = new KeyOwner(this);

  constructor(
    parts: CollectionParts,
    collection: KeyedSlots,
    makeView: (store: CollectionMap) => Map<unknown, unknown>,
  ) {
    super(parts);
    this.collection = collection;
    this.slots = collection.slots;
    this.target = parts.instance[parts.plan.name] as Map<unknown, unknown>;
    this.view = makeView(this);
  }

  get(given: unknown): unknown {
    const key = this.epoch.unwrap(given);
    const value = this.target.get(key);
    return typeof value === 'object' && value !== null
      ? this.viewIn(this.slots.get(key)!, value, key)
      : value;
  }

  set(given: unknown, item: unknown): void {
    const key = this.epoch.unwrap(given);
    if (!this.target.has(key)) {
      this.insert(this.epoch.take(given, this.#keys), item);
      return;
    }
    const { target } = this;
    const before = target.get(key);
    if (before === this.epoch.unwrap(item)) return;
    target.set(key, this.store(this.ownerOf(key), item));
    this.epoch.log.push(() => {
      target.set(key, before);
    });
  }

  keyView(key: unknown): unknown {
    return typeof key === 'object' && key !== null ? this.epoch.view(key, this.#keys) : key;
  }

  hasKey(raw: object): boolean {
    const now = this.instance[this.plan.name];
    return (
      now instanceof Map &&
      [...(now as Map<unknown, unknown>).keys()].some((key) => this.epoch.unwrap(key) === raw)
    );
  }

  valueAt(key: unknown): unknown {
    return this.target.get(key);
  }

  segmentOf(owner: ElementOwner): string {
    return owner.slot.key === 0 ? segmentOf(owner.at) : String(owner.slot.key);
  }

  protected write(key: unknown, value: unknown): void {
    this.target.set(key, value);
  }
}
