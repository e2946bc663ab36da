import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entityTag, matchesIfNoneMatch, parseIfMatchHeader } from '../../../src/http/headers/entity-tag.js';

test('the entity tag of a version is the version in quotes', () => {
  assert.equal(entityTag(3), '"3"');
});

test('a missing If-Match accepts any version', () => {
  assert.equal(parseIfMatchHeader(undefined), undefined);
});

test('If-Match is taken quoted, bare and as a star', () => {
  assert.deepEqual(parseIfMatchHeader('"3"'), [3]);
  assert.deepEqual(parseIfMatchHeader('3'), [3]);
  assert.deepEqual(parseIfMatchHeader(' "3" '), [3]);
  assert.equal(parseIfMatchHeader('*'), '*');
});

test('a list of tags accepts each of its versions', () => {
  assert.deepEqual(parseIfMatchHeader('"3", "4"'), [3, 4]);
  assert.deepEqual(parseIfMatchHeader('"3",,"4" ,5'), [3, 4, 5]);
  assert.deepEqual(parseIfMatchHeader(['"3"', '"4"']), [3, 4]);
});

test('a weak tag never matches', () => {
  assert.deepEqual(parseIfMatchHeader('W/"3"'), []);
  assert.deepEqual(parseIfMatchHeader('W/"3", "4"'), [4]);
});

test('a tag that no version can have never matches', () => {
  assert.deepEqual(parseIfMatchHeader('"abc"'), []);
  assert.deepEqual(parseIfMatchHeader('"03"'), []);
  assert.deepEqual(parseIfMatchHeader('"0"'), []);
  assert.deepEqual(parseIfMatchHeader('"a,b", "2"'), [2]);
});

for (const malformed of [
  '',
  ' ',
  ',',
  '"3',
  '3"',
  'abc',
  '-1',
  '0',
  '3.0',
  '"3" "4"',
  '*, "3"',
  'w/"3"',
  '"3";q=1',
]) {
  test(`If-Match: ${malformed || '(empty)'} is a bad request that says what to send`, () => {
    assert.throws(() => parseIfMatchHeader(malformed), {
      code: 'bad_request',
      message: /If-Match: .* such as "3"/,
    });
  });
}

test('If-None-Match compares weakly, so that both kinds of tags match', () => {
  assert.equal(matchesIfNoneMatch('"3"', 3), true);
  assert.equal(matchesIfNoneMatch('W/"3"', 3), true);
  assert.equal(matchesIfNoneMatch('"1", "3"', 3), true);
  assert.equal(matchesIfNoneMatch('*', 3), true);
  assert.equal(matchesIfNoneMatch('"2"', 3), false);
  assert.equal(matchesIfNoneMatch(undefined, 3), false);
});

test('a malformed If-None-Match is a bad request', () => {
  assert.throws(() => matchesIfNoneMatch('abc', 3), { code: 'bad_request', message: /If-None-Match: abc/ });
});

test('thousands of blanks before what is no tag are refused in no time', () => {
  const begun = performance.now();

  assert.throws(() => parseIfMatchHeader(`"1",${' \t'.repeat(50_000)}x`), { code: 'bad_request' });

  // Divided between two runs in every way, they would take ten seconds.
  assert.ok(performance.now() - begun < 1500);
});
