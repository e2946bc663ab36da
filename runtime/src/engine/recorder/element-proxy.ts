import type { Epoch } from './epoch.js';
import type { Fields } from './fields.js';
import { ObjectTrace } from './object-proxy.js';
import type { Owner } from './owner.js';
import type { ElementOwner, Slot } from './slot.js';

/** Where an element is found. */
export interface ElementPlace {
  readonly collection: {
    readonly epoch: Epoch;
    ownerIn(slot: Slot, value: unknown, at: unknown): ElementOwner;
  };
  readonly at: unknown;
}

/** The stand-in for an object that is an element of a top-level collection. */
export function elementProxy(target: Fields, slot: Slot, place: ElementPlace): object {
  return new Proxy(target, new ElementTrace(target, slot, place));
}

/** Most elements are only looked at: what a recording has to know about one is made when it is needed. */
class ElementTrace extends ObjectTrace {
  readonly #collection: ElementPlace['collection'];
  readonly #slot: Slot;
  readonly #at: unknown;

  constructor(target: Fields, slot: Slot, { collection, at }: ElementPlace) {
    super(target);
    this.#slot = slot;
    this.#collection = collection;
    this.#at = at;
  }

  get epoch(): Epoch {
    return this.#collection.epoch;
  }

  get owner(): Owner {
    return this.#collection.ownerIn(this.#slot, this.target, this.#at);
  }
}
