import { generateNKeysBetween } from 'fractional-indexing';
import { increasingRun } from './increasing-run.js';
import type { Slot } from './slot.js';

/** A slot that got another order, and the one it had. */
export interface Move {
  readonly slot: Slot;
  readonly from: string;
}

/** Inserting at one place again and again makes orders longer; one longer than this makes room around itself. */
const LONGEST = 40;

export function isLong(order: string): boolean {
  return order.length > LONGEST;
}

/**
 * Gives slots orders that agree with the sequence they stand in, changing as few as possible.
 * New slots, whose order is empty, get one and are no moves.
 */
export function resequence(slots: readonly Slot[]): Move[] {
  return renew(slots, increasingRun(slots));
}

/** Gives slots around those with long orders shorter ones. */
export function makeRoom(slots: readonly Slot[]): Move[] {
  const crowded = slots.findIndex(({ order }) => isLong(order));
  return crowded === -1 ? [] : [...makeRoomAt(slots, crowded), ...makeRoom(slots)];
}

/**
 * Spreads the orders of as few neighbours as lead to short ones. The more neighbours, the shorter they must be:
 * room made for many must last longer, or the same ones would be written again and again.
 */
function makeRoomAt(slots: readonly Slot[], position: number): Move[] {
  for (let width = 32, wanted = 24; ; width *= 2, wanted -= 2) {
    const from = Math.max(0, position - width / 2);
    const to = Math.min(slots.length, position + width / 2);
    const orders = generateNKeysBetween(slots[from - 1]?.order ?? null, slots[to]?.order ?? null, to - from);
    const isWhole = from === 0 && to === slots.length;
    if (isWhole || orders.every((order) => order.length <= wanted)) return reorder(slots.slice(from, to), orders);
  }
}

/** New orders for all slots but those at the given positions. */
function renew(slots: readonly Slot[], kept: readonly number[]): Move[] {
  const moves: Move[] = [];
  let last: string | null = null;
  let from = 0;
  for (const position of [...kept, slots.length]) {
    const next: string | null = slots[position]?.order ?? null;
    moves.push(...reorder(slots.slice(from, position), generateNKeysBetween(last, next, position - from)));
    last = next;
    from = position + 1;
  }
  return moves;
}

function reorder(slots: readonly Slot[], orders: readonly string[]): Move[] {
  const moves: Move[] = [];
  for (const [index, slot] of slots.entries()) {
    const order = orders[index]!;
    if (slot.order !== '' && slot.order !== order) moves.push({ slot, from: slot.order });
    slot.order = order;
  }
  return moves;
}
