import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonSchema } from '@persist/contract';
import { compileCodec, EncodingError } from '../../src/model/codec/index.js';

const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const date: JsonSchema = { type: 'string', 'x-persist-type': 'date' };
const bigint: JsonSchema = { type: 'string', 'x-persist-type': 'bigint' };
const box: JsonSchema = {
  type: 'object',
  properties: { items: { type: 'array', items: {} } },
  additionalProperties: false,
};

class Secret {
  #value = 1;

  reveal() {
    return this.#value;
  }
}

const refusals: readonly (readonly [what: string, schema: JsonSchema, value: unknown, message: string])[] = [
  ['NaN', number, NaN, 'NaN cannot be stored; leave the property out or use null for a missing number'],
  [
    'an infinity',
    number,
    -Infinity,
    '-Infinity cannot be stored; leave the property out or use null for a missing number',
  ],
  ['an invalid Date', date, new Date(NaN), 'an invalid Date cannot be stored; check what it was made from'],
  [
    'a year beyond RFC 3339',
    date,
    new Date(8.64e15),
    'the year 275760 is outside of RFC 3339, which ends with 9999',
  ],
  [
    'a bigint beyond 64 bits',
    bigint,
    2n ** 63n,
    'the bigint 9223372036854775808 does not fit into 64 bits; store it as a string',
  ],
  [
    'half a surrogate pair',
    text,
    '\ud83d',
    'the text holds half of a surrogate pair, which UTF-8 cannot store; cut it between characters',
  ],
  ['a number for a string', text, 5, 'expected a string, found a number'],
  ['a string for a Date', date, '1970', 'expected a Date, found a string'],
  ['a function', {}, () => 1, 'a function is no Json value; convert it first, or declare its type'],
  ['a symbol', {}, Symbol('x'), 'a symbol is no Json value; convert it first, or declare its type'],
  ['a Date as Json', {}, new Date(), 'a Date is no Json value; convert it first, or declare its type'],
  ['an array for an object', box, [], 'expected an object, found an array'],
  [
    'an instance without data',
    box,
    new Secret(),
    'expected an object with data, found an instance of Secret, which has none in its properties',
  ],
  [
    'a RegExp as a record',
    { type: 'object' },
    /x/,
    'expected an object with data, found an instance of RegExp, which has none in its properties',
  ],
  ['no branch of a union', { anyOf: [text, { type: 'null' }] }, 5, 'expected string or null, found a number'],
  [
    'one element too many',
    { type: 'array', prefixItems: [text], items: false },
    ['a', 'b'],
    '[1]: the tuple has 1 elements; this is one more',
  ],
];

for (const [what, schema, value, message] of refusals) {
  test(`codec: ${what} is refused`, () => {
    const codec = compileCodec(schema, {});

    assert.throws(() => codec.encode(value), { name: 'EncodingError', message });
  });
}

test('codec: an error names the path to the value', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      accounts: { type: 'array', items: { type: 'object', properties: { 'opened at': date, meta: {} } } },
      byId: { type: 'object', additionalProperties: number, 'x-persist-type': 'map' },
    },
  };
  const codec = compileCodec(schema, {});
  const pathOf = (value: unknown) => {
    try {
      codec.encode(value);
    } catch (error) {
      assert.ok(error instanceof EncodingError);
      return error.path;
    }
    return assert.fail('nothing was refused');
  };

  assert.equal(pathOf({ accounts: [{}, { 'opened at': new Date(NaN) }] }), 'accounts[1]["opened at"]');
  assert.equal(pathOf({ accounts: [{ meta: { a: [undefined] } }] }), 'accounts[0].meta.a[0]');
  assert.equal(
    pathOf({
      byId: new Map([
        ['x', 1],
        ['y', NaN],
      ]),
    }),
    'byId.y',
  );
});

test('codec: a hole or undefined in an array is refused at its position', () => {
  const codec = compileCodec({ type: 'array', items: number }, {});
  const holey = Object.assign([1], { 2: 3 });

  assert.throws(() => codec.encode(holey), {
    message: '[1]: undefined cannot be stored as an element; use null, or remove the element with splice',
  });
});

test('codec: a value that contains itself is refused, naming where the circle closes', () => {
  const codec = compileCodec(box, {});
  const value: { items: unknown[] } = { items: [1] };
  value.items.push({ back: value.items });

  assert.throws(() => codec.encode(value), {
    message: 'items[1].back: contains itself: it is items again; refer to it by an id',
  });
});

test('codec: data nested beyond reason is refused, with a path that ends', () => {
  const codec = compileCodec({}, {});
  let value: unknown = 1;
  for (let level = 0; level < 5_000; level += 1) value = [value];

  assert.throws(() => codec.encode(value), { message: 'is nested deeper than 500 levels; flatten it' });
});

test('codec: two key objects of a Map that look the same are refused', () => {
  const key: JsonSchema = { type: 'object', properties: { x: number }, additionalProperties: false };
  const codec = compileCodec(
    { type: 'array', items: { type: 'array', prefixItems: [key, text] }, 'x-persist-type': 'map' },
    {},
  );

  assert.throws(
    () =>
      codec.encode(
        new Map([
          [{ x: 1 }, 'a'],
          [{ x: 1 }, 'b'],
        ]),
      ),
    {
      message: '[1]: the Map holds the key {"x":1} twice, as two objects; use a string key',
    },
  );
});

test('codec: undeclared properties can be refused, except undefined ones', () => {
  const codec = compileCodec(box, {}, { undeclared: 'refuse' });

  assert.deepEqual(codec.encode({ items: [], extra: undefined }), { items: [] });
  assert.throws(() => codec.encode({ items: [], extra: 1 }), {
    message:
      'extra: is no property of the declared type and would be lost; declare it, or copy the declared ones only',
  });
});

test('codec: JSON that does not fit the type is refused when it is read', () => {
  const codec = compileCodec({ type: 'object', properties: { n: bigint } }, {});

  assert.throws(() => codec.decode({ n: 'many' }), {
    message: 'n: expected the decimal digits of a bigint, found a string',
  });
});
