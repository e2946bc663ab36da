import type { PathSegment } from '../../model/codec/index.js';
import { elementProxy } from './element-proxy.js';
import type { Epoch } from './epoch.js';
import type { Fields } from './fields.js';
import type { Owner } from './owner.js';
import { ElementOwner, type ElementHost, type Slot } from './slot.js';
import type { CollectionPlan } from './state-plan.js';
import type { Trace } from './trace.js';

export interface CollectionParts {
  readonly plan: CollectionPlan;
  readonly epoch: Epoch;
  readonly instance: Fields;
}

/** What happens to one top-level collection during one recording. */
export abstract class CollectionTrace implements Owner, ElementHost, Trace {
  readonly plan: CollectionPlan;
  readonly epoch: Epoch;
  readonly instance: Fields;
  /** The array, Set or Map the field held when the recording began. */
  abstract readonly target: object;
  /** What a command sees of it. */
  abstract readonly view: object;
  readonly changed: ElementOwner[] = [];
  readonly removed: ElementOwner[] = [];
  readonly fresh: ElementOwner[] = [];
  received = false;

  constructor({ plan, epoch, instance }: CollectionParts) {
    this.plan = plan;
    this.epoch = epoch;
    this.instance = instance;
  }

  get owner(): Owner {
    return this;
  }

  /** Whether the field was given another array, Set or Map. */
  get isReplaced(): boolean {
    return this.instance[this.plan.name] !== this.target;
  }

  /** Elements record their own changes; assigning the field is settled at the end. */
  touch(): void {}

  keeps(): boolean {
    return !this.isReplaced;
  }

  abstract ownerOf(key: unknown): Owner;
  abstract segmentOf(owner: ElementOwner): PathSegment;

  pathTo(): string {
    return this.plan.name;
  }

  noteChange(owner: ElementOwner): void {
    this.changed.push(owner);
  }

  /** The owner of an element that was there from the start, or was added before. */
  ownerIn(slot: Slot, value: unknown, at: unknown): ElementOwner {
    if (slot.owner !== undefined) return slot.owner;
    this.#claim(slot);
    slot.owner = new ElementOwner(this, slot, { value, at });
    return slot.owner;
  }

  /** What a command sees of an element that is an object. */
  viewIn(slot: Slot, value: object, at: unknown): object {
    if (slot.view !== undefined) return slot.view;
    this.#claim(slot);
    slot.view =
      Object.getPrototypeOf(value) === Object.prototype
        ? elementProxy(value as Fields, slot, { collection: this, at })
        : this.epoch.elementView(value, this.ownerIn(slot, value, at));
    return slot.view;
  }

  /** Gives a new slot the value a command stores in it; returns that value. */
  fill(slot: Slot, item: unknown, at: unknown): unknown {
    const owner = this.ownerIn(slot, undefined, at);
    owner.fresh = true;
    this.fresh.push(owner);
    return this.store(owner, item);
  }

  /** Lets an element hold another value; returns what to write into memory. */
  store(owner: ElementOwner, item: unknown): unknown {
    owner.touch();
    owner.value = this.epoch.take(item, owner);
    owner.slot.view = typeof item === 'object' && item !== null ? item : undefined;
    return owner.value;
  }

  remove(owner: ElementOwner): void {
    owner.removed = true;
    if (!owner.fresh) this.removed.push(owner);
  }

  #claim(slot: Slot): void {
    if (slot.owner === undefined && slot.view === undefined) this.epoch.owns(slot);
  }
}
