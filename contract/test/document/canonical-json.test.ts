import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '../../src/index.js';

test('the order in which keys were set does not show', () => {
  assert.equal(canonicalJson({ b: [{ d: 1, c: 2 }], a: null }), '{"a":null,"b":[{"c":2,"d":1}]}');
});

test('keys are ordered by UTF-16 code units', () => {
  assert.equal(
    canonicalJson({ '\u20ac': 1, '\r': 2, '\u{1f600}': 3, ö: 4, '1': 5 }),
    '{"\\r":2,"1":5,"ö":4,"€":1,"😀":3}',
  );
});

test('numbers and strings are written as JSON writes them', () => {
  assert.equal(canonicalJson([1e21, 0.1, -0, 'line\n"quoted"']), '[1e+21,0.1,0,"line\\n\\"quoted\\""]');
});

test('a key that holds undefined is as good as absent', () => {
  assert.equal(canonicalJson({ a: undefined, b: 1 }), '{"b":1}');
});

for (const [name, value] of [
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['a bigint', 1n],
  ['a function', () => 0],
  ['a Date', new Date(0)],
  ['a Map', new Map()],
  ['undefined', [undefined]],
] as const) {
  test(`${name} is refused by name`, () => {
    assert.throws(() => canonicalJson(value), {
      name: 'TypeError',
      message: `canonical JSON cannot hold ${name}; encode it first.`,
    });
  });
}
