import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { problemCatalogue } from '../../../src/http/problems/problem-catalogue.js';

const documented = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `(\w+)` \| (\d{3}) \|/gm)];

test('the documentation lists every code of the catalogue with its status, and no other', () => {
  const catalogue = Object.entries(problemCatalogue).map(([code, { status }]) => `${code} ${status}`);

  assert.deepEqual(documented.map(([, code, status]) => `${code} ${status}`).sort(), catalogue.sort());
});

test('what is temporary says when to come back', () => {
  const entries = Object.entries(problemCatalogue);
  const temporary = entries.filter(([, entry]) => 'retryAfter' in entry).map(([code]) => code);

  assert.deepEqual(
    temporary,
    entries
      .filter(([code, { status }]) => status === 503 || ['idempotency_in_progress', 'write_conflict'].includes(code))
      .map(([code]) => code),
  );
});
