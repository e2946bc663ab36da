import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundLines, jsonLines, rowLines } from '../driver/report.mjs';

const figures = { perSecond: 2997.123456, p50Ms: 20.1, p99Ms: 35.3, cpuUs: 392 };
const rows = [
  { key: { variant: 'hand-written', connections: 64 }, runs: [{ ...figures, perSecond: 1000 }] },
  { key: { variant: 'persist', connections: 64 }, runs: [figures, { ...figures, perSecond: 3100 }, { ...figures, perSecond: 2800 }] },
];

test('--json writes one object a line: scenario, variant, place, the medians', () => {
  const [, line] = jsonLines('command-http', rows);

  assert.equal(
    line,
    '{"scenario":"command-http","variant":"persist","connections":64,"perSecond":2997.12,"p50Ms":20.1,"p99Ms":35.3,"cpuUs":392}\n',
  );
});

test('a line tells the median of each figure with its unit, and between what it varied', () => {
  assert.equal(
    rowLines(rows)[1],
    '  persist, connections 64       2,997/s (2,800–3,100)  p50 20.1 ms (20.1–20.1)  p99 35.3 ms (35.3–35.3)  cpu 392 µs (392–392)',
  );
});

test('a bound is told with its ratio, what it may not fall below, and whether it holds', () => {
  const bound = {
    says: 'persist does ≥ 5 × hand-written',
    figure: 'perSecond',
    of: { variant: 'persist' },
    over: { variant: 'hand-written' },
    atLeast: 5,
    limit: 2,
  };

  assert.deepEqual(boundLines([bound, { ...bound, over: { variant: 'remult' } }], rows), [
    '  missed        persist does ≥ 5 × hand-written, not done below 2: ×3.00 (3.00–3.00)',
    '  not measured  persist does ≥ 5 × hand-written',
  ]);
});
