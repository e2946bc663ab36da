import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../driver/bounds.mjs';

const rows = [
  row({ variant: 'persist', connections: 64 }, [500, 400, 450]),
  row({ variant: 'persist', connections: 64, beside: 'writes' }, [1, 1, 1]),
  row({ variant: 'hand-written', connections: 64 }, [100, 90, 110]),
];
const fiveTimes = {
  figure: 'perSecond',
  of: { variant: 'persist', connections: 64 },
  over: { variant: 'hand-written', connections: 64 },
};

test('a ratio is that of the two medians, with how it varied from round to round', () => {
  assert.deepEqual(judge({ ...fiveTimes, atLeast: 4.5 }, rows), {
    median: 4.5,
    min: 400 / 90 < 450 / 110 ? 400 / 90 : 450 / 110,
    max: 5,
    verdict: 'holds',
  });
});

test('between what is wanted and what is required a bound is missed, beyond that broken', () => {
  assert.equal(judge({ ...fiveTimes, atLeast: 5, limit: 4 }, rows)?.verdict, 'missed');
  assert.equal(judge({ ...fiveTimes, atLeast: 9, limit: 8 }, rows)?.verdict, 'broken');
  assert.equal(judge({ ...fiveTimes, atLeast: 5 }, rows)?.verdict, 'broken');
});

test('a bound may be on a figure itself, and from above', () => {
  const figure = { figure: 'perSecond', of: { variant: 'hand-written' } };

  assert.equal(judge({ ...figure, atMost: 100 }, rows)?.verdict, 'holds');
  assert.equal(judge({ ...figure, atMost: 99 }, rows)?.verdict, 'broken');
});

test('undefined picks a row by what it has not', () => {
  const beside = { figure: 'perSecond', of: { variant: 'persist', beside: undefined } };

  assert.equal(judge({ ...beside, atLeast: 1 }, rows.toReversed())?.median, 450);
});

test('what a run did not measure is not judged', () => {
  assert.equal(judge({ ...fiveTimes, over: { variant: 'remult' }, atLeast: 1 }, rows), undefined);
});

function row(key: Record<string, unknown>, perSecond: number[]) {
  return { key, runs: perSecond.map((value) => ({ perSecond: value })) };
}
