import type { CollectionSlots } from './slots.js';
import type { StatePlan } from './state-plan.js';

/** An aggregate's data in memory: the live instance and the identity of its stored elements. */
export interface LiveState {
  readonly plan: StatePlan;
  readonly instance: object;
  readonly collections: ReadonlyMap<string, CollectionSlots>;
  /** Roughly what it takes in memory. Kept up to date by recordings, at a cost that follows the change. */
  bytes: number;
  /** Number of the newest recording that was not undone: recordings are undone newest first. */
  newest: number;
  /** Set while a recording runs. */
  recording: boolean;
}
