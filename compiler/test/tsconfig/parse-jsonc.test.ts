import assert from 'node:assert/strict';
import test from 'node:test';
import { parseJsonc } from '../../src/tsconfig/parse-jsonc.js';

test('comments, trailing commas and a byte order mark are no part of the value', () => {
  const text =
    '\uFEFF{ // line\n "a": [1, 2, /* last */ ], /* block\n over lines */ "b": { "c": null, }, // end\n}';

  assert.deepEqual(parseJsonc(text), { a: [1, 2], b: { c: null } });
});

test('what looks like a comment or a trailing comma inside a string stays', () => {
  const text = '{ "url": "https://host/*path*/", "quote": "\\"// no comment", "list": ",]" }';

  assert.deepEqual(parseJsonc(text), { url: 'https://host/*path*/', quote: '"// no comment', list: ',]' });
});

test('text that is no JSON is refused', () => {
  assert.throws(() => parseJsonc('{ "a": }'), SyntaxError);
});
