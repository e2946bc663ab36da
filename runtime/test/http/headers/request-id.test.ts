import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalizeRequestId } from '../../../src/http/headers/request-id.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test("the caller's id is taken, trimmed", () => {
  assert.equal(normalizeRequestId('  order 42  '), 'order 42');
  assert.equal(normalizeRequestId('r'.repeat(128)), 'r'.repeat(128));
});

for (const unusable of [undefined, '', '   ', 'r'.repeat(129), 'ä', 'a\u0007b']) {
  test(`instead of ${JSON.stringify(unusable)?.slice(0, 20)} a new id is made`, () => {
    assert.match(normalizeRequestId(unusable), uuid);
  });
}
