import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../../src/http/respond/parse-json.js';

const parse = (text: string) => parseJson(Buffer.from(text));

for (const text of ['1e309', '[-1e400]', '{"a":{"b":[0, 1E+999]}}', `[1${'0'.repeat(309)}]`, `[1${'0'.repeat(250)}e99]`]) {
  test(`${text.slice(0, 30)} holds a number past the largest and is a bad request`, () => {
    assert.throws(() => parse(text), { code: 'bad_request', message: /a number that is too large/ });
  });
}

for (const text of ['1.7e308', '[-1e-400]', '{"id":"0190a0b0-7e12-7000-8000-1e9999999999"}', '{"text":", 1e999"}', `[${'9'.repeat(308)}]`]) {
  test(`${text.slice(0, 30)} holds none`, () => {
    assert.deepEqual(parse(text), JSON.parse(text));
  });
}

test('to look for such a number takes no longer than to read the text', () => {
  // A search that began again at each digit would take minutes.
  const text = JSON.stringify([`${'1'.repeat(299)}x `.repeat(3000), '1,'.repeat(300_000), ' '.repeat(100_000)]);
  const begun = performance.now();

  parse(text);

  assert.ok(performance.now() - begun < 3000);
});
