import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shareRows } from '../../src/dev-screen/share-rows.js';

test('one part gets all rows but its title', () => {
  assert.deepEqual(shareRows(10, [{ least: 1, most: 1_000 }]), [9]);
});

test('parts get what they can use, and share the rest evenly', () => {
  const parts = [
    { least: 1, most: 1_000 },
    { least: 1, most: 2 },
    { least: 1, most: 1_000 },
  ];

  // Three titles and two gaps.
  assert.deepEqual(shareRows(5 + 12, parts), [5, 2, 5]);
});

test('what is less important is left out when its least does not fit', () => {
  const parts = [
    { least: 3, most: 3 },
    { least: 2, most: 9 },
    { least: 1, most: 9 },
  ];

  assert.deepEqual(shareRows(7, parts), [3, 0, 1]);
  assert.deepEqual(shareRows(2, parts), [0, 0, 1]);
});

test('a part without content takes no row', () => {
  assert.deepEqual(
    shareRows(8, [
      { least: 1, most: 0 },
      { least: 1, most: 5 },
    ]),
    [0, 5],
  );
});

test('however many parts there are, no more rows are given than there are', () => {
  const part = fc
    .record({ least: fc.integer({ min: 1, max: 20 }), more: fc.integer({ min: 0, max: 50 }) })
    .map(({ least, more }) => ({ least, most: least + more }));

  fc.assert(
    fc.property(fc.integer({ min: 0, max: 80 }), fc.array(part, { maxLength: 6 }), (available, parts) => {
      const shares = shareRows(available, parts).filter((rows) => rows > 0);
      const used = shares.reduce((sum, rows) => sum + rows + 1, 0) + Math.max(0, shares.length - 1);
      assert.ok(used <= available, `${used} of ${available}`);
    }),
  );
});
