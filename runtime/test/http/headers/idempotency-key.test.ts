import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalizeIdempotencyKey } from '../../../src/http/headers/idempotency-key.js';

test('a request without the header has no key', () => {
  assert.equal(normalizeIdempotencyKey(undefined), undefined);
});

test('a bare key and the same key as a structured-field string are one key', () => {
  assert.equal(normalizeIdempotencyKey('abc-123'), 'abc-123');
  assert.equal(normalizeIdempotencyKey('"abc-123"'), 'abc-123');
  assert.equal(normalizeIdempotencyKey('  abc-123  '), 'abc-123');
});

test('escapes of a structured-field string are resolved', () => {
  assert.equal(normalizeIdempotencyKey(String.raw`"a\"b\\c"`), String.raw`a"b\c`);
});

test('255 characters are accepted, 256 are not', () => {
  assert.equal(normalizeIdempotencyKey('k'.repeat(255)), 'k'.repeat(255));
  assert.equal(normalizeIdempotencyKey(`"${'k'.repeat(255)}"`), 'k'.repeat(255));
  assert.throws(() => normalizeIdempotencyKey('k'.repeat(256)), { code: 'bad_request' });
});

for (const malformed of ['', '""', '"abc', 'ä', 'a\tb', '"a"b"', String.raw`"a\b"`, '"a";p=1']) {
  test(`the key ${JSON.stringify(malformed)} is a bad request`, () => {
    assert.throws(() => normalizeIdempotencyKey(malformed), {
      code: 'bad_request',
      message: /^Idempotency-Key must be/,
    });
  });
}
