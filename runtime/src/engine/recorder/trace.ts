import type { Owner } from './owner.js';

/** What stands behind an object handed out by a recording. */
export interface Trace {
  /** The recording that handed it out. */
  readonly epoch: object;
  readonly owner: Owner;
  /** The object of the state itself. */
  readonly target: object;
}

/**
 * Read from an object handed out by a recording it yields the {@link Trace}, from any other object nothing.
 */
export const traced: unique symbol = Symbol('persist.traced');

export type Traced = { readonly [traced]?: Trace };

export function traceOf(value: unknown): Trace | undefined {
  return typeof value === 'object' && value !== null ? (value as Traced)[traced] : undefined;
}
