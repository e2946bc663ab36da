import type { Slot } from './slot.js';

/**
 * Positions of a longest run of slots, not necessarily adjacent, whose orders increase; without an order
 * none is in it.
 */
export function increasingRun(slots: readonly Slot[]): number[] {
  const ordered = positionsWithOrder(slots);
  return isIncreasing(slots, ordered) ? ordered : longestRun(slots, ordered);
}

function positionsWithOrder(slots: readonly Slot[]): number[] {
  const positions: number[] = [];
  slots.forEach((slot, position) => {
    if (slot.order !== '') positions.push(position);
  });
  return positions;
}

/** What filtering leaves; worth a look before searching. */
function isIncreasing(slots: readonly Slot[], positions: readonly number[]): boolean {
  return positions.every(
    (position, index) => index === 0 || slots[positions[index - 1]!]!.order < slots[position]!.order,
  );
}

/** Patience sorting: `ends[n]` is where the run of length n + 1 with the lowest end ends. */
function longestRun(slots: readonly Slot[], positions: readonly number[]): number[] {
  const ends: number[] = [];
  const previous = new Map<number, number>();
  for (const position of positions) {
    const length = runsBelow(slots, ends, slots[position]!.order);
    if (length > 0) previous.set(position, ends[length - 1]!);
    ends[length] = position;
  }
  const run: number[] = [];
  for (let position = ends.at(-1); position !== undefined; position = previous.get(position))
    run.push(position);
  return run.reverse();
}

/**
 * How many of the runs end below `order`: a binary search, since ends increase with the length of the run.
 */
function runsBelow(slots: readonly Slot[], ends: readonly number[], order: string): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (slots[ends[middle]!]!.order < order) low = middle + 1;
    else high = middle;
  }
  return low;
}
