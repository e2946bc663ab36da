import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { increasingRun } from '../../src/engine/recorder/increasing-run.js';
import { resequence } from '../../src/engine/recorder/order-keys.js';
import { Slot } from '../../src/engine/recorder/slot.js';
import { UndoLog } from '../../src/engine/recorder/undo-log.js';

const orders = fc.array(fc.constantFrom('', 'a0', 'a1', 'a2', 'a3', 'a4', 'a5'), { maxLength: 9 });

test('the run that keeps its order is as long as any', () => {
  fc.assert(
    fc.property(orders, (names) => {
      const run = increasingRun(names.map((order) => new Slot(0, order)));

      const kept = run.map((position) => names[position]!);
      assert.ok(kept.every((order, index) => order !== '' && (index === 0 || kept[index - 1]! < order)));
      assert.equal(run.length, longestByTrying(names));
    }),
  );
});

test('new orders agree with the sequence, only slots outside the run are moved, and all of it can be undone', () => {
  fc.assert(
    fc.property(orders, (names) => {
      const slots = names.map((order) => new Slot(0, order));
      const kept = increasingRun(slots).length;

      const log = new UndoLog();

      const moves = resequence(slots, log);

      const now = slots.map(({ order }) => order);
      assert.deepEqual(now, [...new Set(now)].sort());
      assert.equal(moves.length, names.filter((order) => order !== '').length - kept);
      log.playBack();
      assert.deepEqual(
        slots.map(({ order }) => order),
        names,
      );
    }),
  );
});

function longestByTrying(names: readonly string[], above = ''): number {
  return Math.max(
    0,
    ...names.flatMap((order, index) =>
      order > above ? [1 + longestByTrying(names.slice(index + 1), order)] : [],
    ),
  );
}
