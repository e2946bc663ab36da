import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Definitions, Json, JsonSchema } from '@persist/contract';
import { compileCodec } from '../../src/model/codec/index.js';

const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const date: JsonSchema = { type: 'string', format: 'date-time', 'x-persist-type': 'date' };
const bigint: JsonSchema = { type: 'string', 'x-persist-type': 'bigint' };

function object(properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

interface Example {
  readonly what: string;
  readonly schema: JsonSchema;
  readonly defs?: Definitions;
  readonly memory: unknown;
  readonly json: Json;
}

const examples: readonly Example[] = [
  { what: 'a scalar is itself', schema: text, memory: 'Ann', json: 'Ann' },
  {
    what: 'a Date is RFC 3339 with milliseconds and Z',
    schema: date,
    memory: new Date(0),
    json: '1970-01-01T00:00:00.000Z',
  },
  {
    what: 'a bigint is a decimal string',
    schema: bigint,
    memory: -(2n ** 63n),
    json: '-9223372036854775808',
  },
  {
    what: 'a nullable Date may be null',
    schema: { ...date, type: ['string', 'null'] },
    memory: null,
    json: null,
  },
  {
    what: 'a nullable Date may be a Date',
    schema: { ...date, type: ['string', 'null'] },
    memory: new Date(1),
    json: '1970-01-01T00:00:00.001Z',
  },
  {
    what: 'a Set is an array in order of insertion',
    schema: { type: 'array', items: bigint, uniqueItems: true, 'x-persist-type': 'set' },
    memory: new Set([2n, 1n]),
    json: ['2', '1'],
  },
  {
    what: 'a Map with string keys is an object',
    schema: { type: 'object', additionalProperties: date, 'x-persist-type': 'map' },
    memory: new Map([['a', new Date(0)]]),
    json: { a: '1970-01-01T00:00:00.000Z' },
  },
  {
    what: 'a Map with other keys is an array of pairs',
    schema: {
      type: 'array',
      items: { type: 'array', prefixItems: [number, text], items: false, minItems: 2 },
      'x-persist-type': 'map',
    },
    memory: new Map([
      [2, 'two'],
      [1, 'one'],
    ]),
    json: [
      [2, 'two'],
      [1, 'one'],
    ],
  },
  {
    what: 'a tuple with a rest is an array',
    schema: { type: 'array', prefixItems: [text, date], items: bigint },
    memory: ['a', new Date(0), 1n, 2n],
    json: ['a', '1970-01-01T00:00:00.000Z', '1', '2'],
  },
  {
    what: 'a record keeps the order of its keys',
    schema: { type: 'object', additionalProperties: number },
    memory: { b: 1, a: 2 },
    json: { b: 1, a: 2 },
  },
  {
    what: 'a recursive type nests',
    schema: { $ref: '#/$defs/Tree' },
    defs: { Tree: object({ at: date, children: { type: 'array', items: { $ref: '#/$defs/Tree' } } }) },
    memory: { at: new Date(0), children: [{ at: new Date(1), children: [] }] },
    json: { at: '1970-01-01T00:00:00.000Z', children: [{ at: '1970-01-01T00:00:00.001Z', children: [] }] },
  },
  {
    what: 'a union is told apart by a literal property',
    schema: {
      anyOf: [
        object({ kind: { type: 'string', const: 'at' }, value: date }),
        object({ kind: { type: 'string', const: 'count' }, value: bigint }),
      ],
    },
    memory: { kind: 'count', value: 5n },
    json: { kind: 'count', value: '5' },
  },
  {
    what: 'a union of references is told apart by a literal property',
    schema: { anyOf: [{ $ref: '#/$defs/At' }, { $ref: '#/$defs/Count' }] },
    defs: {
      At: object({ kind: { type: 'string', const: 'at' }, value: date }),
      Count: object({ kind: { type: 'string', const: 'count' }, value: bigint }),
    },
    memory: { kind: 'at', value: new Date(0) },
    json: { kind: 'at', value: '1970-01-01T00:00:00.000Z' },
  },
  {
    what: 'a union without such a property is told apart by structure',
    schema: { anyOf: [object({ at: date }), object({ at: bigint, note: text }, ['at']), { type: 'null' }] },
    memory: { at: 7n },
    json: { at: '7' },
  },
  {
    what: 'a union of scalars is told apart by kind',
    schema: { anyOf: [number, date] },
    memory: new Date(0),
    json: '1970-01-01T00:00:00.000Z',
  },
  { what: 'a literal union is itself', schema: { type: 'string', enum: ['a', 'b'] }, memory: 'b', json: 'b' },
  {
    what: 'any Json value is itself',
    schema: {},
    memory: { a: [1, null, { b: 'x' }] },
    json: { a: [1, null, { b: 'x' }] },
  },
];

for (const { what, schema, defs = {}, memory, json } of examples) {
  test(`codec: ${what}`, () => {
    const codec = compileCodec(schema, defs);

    assert.deepEqual(codec.encode(memory), json);
    assert.deepEqual(codec.decode(json), memory);
  });
}

test('codec: properties are written in the order of declaration, and undefined ones are left out', () => {
  const codec = compileCodec(object({ a: number, b: number, c: number }, ['a']), {});

  const encoded = codec.encode({ c: 3, b: undefined, a: 1 });

  assert.equal(JSON.stringify(encoded), '{"a":1,"c":3}');
});

test('codec: negative zero becomes zero', () => {
  assert.ok(Object.is(compileCodec(number, {}).encode(-0), 0));
});

test('codec: nothing of the input is part of the output, in either direction', () => {
  const codec = compileCodec({ type: 'array', items: object({ tags: { type: 'array', items: text } }) }, {});
  const memory = [{ tags: ['a'] }];

  const json = codec.encode(memory) as { tags: string[] }[];
  const again = codec.decode(json) as { tags: string[] }[];

  json[0]!.tags.push('b');
  again[0]!.tags.push('c');
  assert.deepEqual(memory, [{ tags: ['a'] }]);
  assert.deepEqual(json, [{ tags: ['a', 'b'] }]);
});

test('codec: a property called __proto__ is data', () => {
  const codec = compileCodec({ type: 'object', additionalProperties: number }, {});
  const json = JSON.parse('{"__proto__":1}') as Json;

  assert.equal(JSON.stringify(codec.encode(codec.decode(json))), '{"__proto__":1}');
});

test('codec: data of class instances is encoded by its declared properties', () => {
  class Money {
    constructor(
      readonly amount: number,
      readonly currency: string,
    ) {}
  }
  const codec = compileCodec(object({ amount: number, currency: text }), {});

  assert.deepEqual(codec.encode(new Money(5, 'EUR')), { amount: 5, currency: 'EUR' });
});

test('codec: undeclared properties are dropped by default', () => {
  assert.deepEqual(compileCodec(object({ a: number }), {}).encode({ a: 1, secret: 2 }), { a: 1 });
});

test('codec: plain tells types that look the same in JSON from the others', () => {
  const defs = {
    Node: object({ next: { anyOf: [{ $ref: '#/$defs/Node' }, { type: 'null' }] } }),
    When: object({ at: date }),
  };

  assert.equal(compileCodec({ $ref: '#/$defs/Node' }, defs).plain, true);
  assert.equal(compileCodec({ type: 'array', items: { $ref: '#/$defs/When' } }, defs).plain, false);
});
