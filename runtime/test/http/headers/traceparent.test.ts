import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTraceparent } from '../../../src/http/headers/traceparent.js';

const valid = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

test('a valid traceparent is kept as it is', () => {
  assert.equal(parseTraceparent(valid), valid);
});

test('a later version may have more members', () => {
  assert.equal(parseTraceparent(`01${valid.slice(2)}-more`), `01${valid.slice(2)}-more`);
});

const invalid = [
  undefined,
  '',
  `ff${valid.slice(2)}`,
  `${valid}-more`,
  valid.toUpperCase(),
  '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
  '00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01',
];

for (const traceparent of invalid) {
  test(`the traceparent ${traceparent} is dropped`, () => {
    assert.equal(parseTraceparent(traceparent), undefined);
  });
}
