import assert from 'node:assert/strict';
import type { Stored } from '@persist/runtime';
import type { Till } from '../processes/fixtures/tills/src/model.js';

/** Every part of a till says the same: none of it was written, or is seen, without the rest. */
export function assertWhole({ id, version, count, sum, drawers, tallies, lines }: Stored<Till>): void {
  const each = [...tallies.values()];
  assert.deepEqual(
    {
      sum: [total(each.map((tally) => tally.sum)), total(drawers.map(({ coins }) => coins))],
      count: total(each.map((tally) => tally.count)),
      lines: lines.length,
    },
    { sum: [sum, sum], count, lines: Math.min(count, 8) },
    `till ${id} at version ${version}`,
  );
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
