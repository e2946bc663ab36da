import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { scenarioNames } from '../driver/arguments.mjs';
import { tablesOf, withSection } from '../driver/docs-tables.mjs';

test('figures go where the page has a place for them, and nothing else changes', () => {
  const page = 'before\n<!-- bench bulk -->\nold\n<!-- /bench -->\nbetween\n<!-- bench reads -->\n<!-- /bench -->\n';

  assert.equal(
    withSection(page, 'bulk', ['| new |', '| --- |']),
    'before\n<!-- bench bulk -->\n\n| new |\n| --- |\n\n<!-- /bench -->\nbetween\n<!-- bench reads -->\n<!-- /bench -->\n',
  );
  assert.throws(() => withSection(page, 'growth', []), /the page has no <!-- bench growth -->/);
});

test('the page about performance has a place for the machine and for every scenario', () => {
  const page = readFileSync(new URL('../../docs/performance.md', import.meta.url), 'utf8');

  for (const name of ['machine', ...scenarioNames]) withSection(page, name, []);
});

test('rows with the same columns share a table; the bounds have one of their own', () => {
  const rows = [
    { key: { variant: 'persist', elements: 100_000 }, runs: [{ cpuUs: 75 }] },
    { key: { variant: 'persist', records: 100 }, runs: [{ openMs: 4.5 }] },
  ];
  const bound = { says: 'quick', figure: 'openMs', of: { records: 100 }, atMost: 5 };

  assert.deepEqual(tablesOf([bound], rows), [
    '| variant | elements | cpu |',
    '| --- | --- | --- |',
    '| persist | 100,000 | 75.0 µs (75.0–75.0) |',
    '',
    '| variant | records | open |',
    '| --- | --- | --- |',
    '| persist | 100 | 4.50 ms (4.50–4.50) |',
    '',
    '| Bound | Measured |  |',
    '| --- | --- | --- |',
    '| quick | 4.50 ms (4.50–4.50) | holds |',
  ]);
});
