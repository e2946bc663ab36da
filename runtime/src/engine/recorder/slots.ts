import type { Slot } from './slot.js';
import type { CollectionPlan } from './state-plan.js';

/** The slots of an array, side by side with its elements. */
export class ArraySlots {
  readonly kind = 'array';
  readonly plan: CollectionPlan;
  slots: Slot[] = [];
  nextKey = 1;

  constructor(plan: CollectionPlan) {
    this.plan = plan;
  }
}

/** The slots of a Set or a Map, by item or key, in order of iteration. */
export class KeyedSlots {
  readonly kind = 'keyed';
  readonly plan: CollectionPlan;
  slots = new Map<unknown, Slot>();
  nextKey = 1;
  /** Additions to a Set or Map go to the end: after this. */
  lastOrder: string | null = null;

  constructor(plan: CollectionPlan) {
    this.plan = plan;
  }
}

export type CollectionSlots = ArraySlots | KeyedSlots;
