import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inRounds, median, summaryOf } from '../driver/rounds.mjs';

test('the median of an even number of figures lies between the two in the middle', () => {
  assert.equal(median([9, 1, 3]), 3);
  assert.equal(median([9, 1, 3, 5]), 4);
});

test('every other round goes backwards, so that a slow minute hits every subject', async () => {
  const order: string[] = [];

  await inRounds(3, subjects('a', 'b', 'c'), async ({ key }: Subject) => {
    order.push(key.variant);
    return [];
  });

  assert.equal(order.join(''), 'abccbaabc');
});

test('a subject that takes long is measured in the first round only', async () => {
  const order: string[] = [];
  const [long, short] = subjects('long', 'short');

  await inRounds(2, [{ ...long!, once: true }, short!], async ({ key }: Subject) => {
    order.push(key.variant);
    return [];
  });

  assert.deepEqual(order, ['long', 'short', 'short']);
});

test('readings of one subject at one place become one row, with its least, median and most', async () => {
  let round = 0;

  const rows = await inRounds(3, subjects('persist'), async () => {
    round += 1;
    return [1, 64].map((connections) => ({ at: { connections }, figures: { perSecond: round * connections } }));
  });

  assert.deepEqual(
    rows.map(({ key }) => key),
    [
      { variant: 'persist', connections: 1 },
      { variant: 'persist', connections: 64 },
    ],
  );
  assert.deepEqual(summaryOf(rows[1]!), { perSecond: { median: 128, min: 64, max: 192 } });
});

interface Subject {
  readonly key: { readonly variant: string };
}

function subjects(...variants: string[]): Subject[] {
  return variants.map((variant) => ({ key: { variant } }));
}
