import { generateNKeysBetween } from 'fractional-indexing';
import { increasingRun } from './increasing-run.js';
import type { Slot } from './slot.js';

/** A slot that got another order, and the one it had. */
export interface Move {
  readonly slot: Slot;
  readonly from: string;
}

/**
 * Gives slots orders that agree with the sequence they stand in, changing as few as possible.
 * New slots, whose order is empty, get one and are no moves.
 */
export function resequence(slots: readonly Slot[]): Move[] {
  const kept = increasingRun(slots);
  const moves: Move[] = [];
  let last: string | null = null;
  let from = 0;
  for (const keptIndex of [...kept, slots.length]) {
    const next = slots[keptIndex]?.order ?? null;
    const orders = generateNKeysBetween(last, next, keptIndex - from);
    for (const [offset, order] of orders.entries()) {
      const slot = slots[from + offset]!;
      if (slot.order !== '') moves.push({ slot, from: slot.order });
      slot.order = order;
    }
    last = next;
    from = keptIndex + 1;
  }
  return moves;
}
