import assert from 'node:assert/strict';
import type { Tally, Till } from './till-client.js';

/** Every part of a till says the same: none of it was written without the rest. */
export function assertWhole({ id, version, count, sum, drawers, tallies, lines }: Till): void {
  const each = Object.values(tallies);
  const place = `till ${id} at version ${version}`;
  assert.equal(total(each.map((tally) => tally.sum)), sum, `${place}: its tallies add up to its sum`);
  assert.equal(total(each.map((tally) => tally.count)), count, `${place}: its tallies count what it counts`);
  assert.equal(total(drawers.map(({ coins }) => coins)), sum, `${place}: its sum is in its drawers`);
  assert.equal(lines.length, Math.min(count, 8), `${place}: its newest lines are kept`);
}

/** What was acknowledged is there, and nothing else. */
export function assertBooked({ id, tallies }: Till, acknowledged: ReadonlyMap<string, Tally>): void {
  assert.deepEqual(new Map(sorted(Object.entries(tallies))), new Map(sorted([...acknowledged])), `till ${id}: what each writer booked`);
}

function sorted(entries: [string, Tally][]): [string, Tally][] {
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
