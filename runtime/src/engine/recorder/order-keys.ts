import { generateNKeysBetween } from 'fractional-indexing';
import { increasingRun } from './increasing-run.js';
import type { Slot } from './slot.js';
import type { UndoLog } from './undo-log.js';

/** A slot that got another order, and the one it had. */
export interface Move {
  readonly slot: Slot;
  readonly from: string;
}

/**
 * Inserting at one place again and again makes orders longer; one longer than this makes room around itself.
 */
const LONGEST = 40;

export function isLong(order: string): boolean {
  return order.length > LONGEST;
}

/**
 * Gives slots orders that agree with the sequence they stand in and are not long, changing as few as possible.
 * New slots, whose order is empty, get one and are no moves.
 */
export function resequence(slots: readonly Slot[], log: UndoLog): Move[] {
  const moves = fillIn(slots, log);
  const spread = makeRoom(slots, log);
  return spread.length === 0 ? moves : oncePerSlot([...moves, ...spread]);
}

function fillIn(slots: readonly Slot[], log: UndoLog): Move[] {
  const moves: Move[] = [];
  let last: string | null = null;
  let from = 0;
  for (const position of [...increasingRun(slots), slots.length]) {
    const next: string | null = slots[position]?.order ?? null;
    const orders = generateNKeysBetween(last, next, position - from);
    if (orders.length > 0) moves.push(...reorder(slots.slice(from, position), orders, log));
    last = next;
    from = position + 1;
  }
  return moves;
}

/** Gives slots around those with long orders shorter ones. */
function makeRoom(slots: readonly Slot[], log: UndoLog): Move[] {
  const moves: Move[] = [];
  // What is behind the position has room: making it further on makes orders shorter only.
  for (let position = 0; position < slots.length; position += 1) {
    if (isLong(slots[position]!.order)) for (const move of makeRoomAt(slots, position, log)) moves.push(move);
  }
  return moves;
}

/**
 * Spreads the orders of as few neighbours as lead to short ones. The more neighbours, the shorter they must
 * be: room made for many must last longer, or the same ones would be written again and again.
 */
function makeRoomAt(slots: readonly Slot[], position: number, log: UndoLog): Move[] {
  for (let width = 32, wanted = 24; ; width *= 2, wanted -= 2) {
    const from = Math.max(0, position - width / 2);
    const to = Math.min(slots.length, position + width / 2);
    const orders = generateNKeysBetween(slots[from - 1]?.order ?? null, slots[to]?.order ?? null, to - from);
    const isWhole = from === 0 && to === slots.length;
    if (isWhole || orders.every((order) => order.length <= wanted))
      return reorder(slots.slice(from, to), orders, log);
  }
}

/** Returns the moves of slots that had an order; what is new has not moved. */
function reorder(slots: readonly Slot[], orders: readonly string[], log: UndoLog): Move[] {
  const before = slots.map(({ order }) => order);
  log.push(() => {
    for (const [index, slot] of slots.entries()) slot.order = before[index]!;
  });
  const moves: Move[] = [];
  for (const [index, slot] of slots.entries()) {
    const [from, to] = [before[index]!, orders[index]!];
    if (from !== '' && from !== to && slot.owner?.fresh !== true) moves.push({ slot, from });
    slot.order = to;
  }
  return moves;
}

/** A slot that moved twice has moved from where it was at first, unless it is back there. */
function oncePerSlot(moves: readonly Move[]): Move[] {
  const first = new Map<Slot, Move>();
  for (const move of moves) if (!first.has(move.slot)) first.set(move.slot, move);
  return [...first.values()].filter(({ slot, from }) => slot.order !== from);
}
