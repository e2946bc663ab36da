import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Definitions, JsonSchema } from '@persist/contract';
import { compileValidator } from '../../src/model/validator.js';

const text: JsonSchema = { type: 'string' };

function object(
  properties: Record<string, JsonSchema>,
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

function violations(schema: JsonSchema, value: unknown, defs: Definitions = {}): readonly string[] {
  return compileValidator(schema, defs)(value).map(({ path, message }) => `${path}: ${message}`);
}

test('a valid value has no violations', () => {
  assert.deepEqual(violations(object({ name: text }), { name: 'Ann' }), []);
});

test('every violation is reported at its own place', () => {
  const account = object({
    ownerName: { type: 'string', minLength: 1 },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  });
  const schema = object({
    accounts: { type: 'array', items: { $ref: '#/$defs/Account' } },
    score: { type: 'integer', minimum: 0 },
  });

  const found = violations(
    schema,
    { accounts: [{ ownerName: '', currency: 'EUR' }, { currency: 'euro' }], score: -1 },
    { Account: account },
  );

  assert.deepEqual(found, [
    'accounts[0].ownerName: must not be empty',
    'accounts[1].ownerName: is required',
    'accounts[1].currency: must match the pattern ^[A-Z]{3}$',
    'score: must be at least 0',
  ]);
});

test('an unknown property is named together with the known ones', () => {
  assert.deepEqual(violations(object({ name: text, score: text }, []), { nmae: 'Ann' }), [
    'nmae: is not a known property; known are name, score',
  ]);
});

test('a member name that is no identifier is quoted in the path', () => {
  const schema: JsonSchema = { type: 'object', additionalProperties: { type: 'number' } };
  assert.deepEqual(violations(schema, { 'a/b ~c': 'x' }), ['["a/b ~c"]: must be a number']);
});

test('the payload itself has the empty path', () => {
  assert.deepEqual(violations(object({}), 'text'), [': must be an object']);
  assert.deepEqual(violations(object({}), undefined), [': must be an object']);
});

test('nothing is coerced and no default is filled in', () => {
  const value = { score: '3' };
  const schema = object({ score: { type: 'number' }, color: { type: 'string', default: 'red' } }, ['score']);
  assert.deepEqual(violations(schema, value), ['score: must be a number']);
  assert.deepEqual(value, { score: '3' });
});

test('infinities and NaN are no numbers', () => {
  assert.deepEqual(violations({ type: 'number' }, Number.POSITIVE_INFINITY), [': must be a number']);
  assert.deepEqual(violations({ type: 'number' }, Number.NaN), [': must be a number']);
});

test('a required member named like one of Object.prototype must be there itself', () => {
  assert.deepEqual(violations(object({ constructor: text }), {}), ['constructor: is required']);
});

test('of a tagged union only the branch that the tag names is explained', () => {
  const card = object({ kind: { const: 'card' }, number: text });
  const cash = object({ kind: { const: 'cash' }, amount: { type: 'number' } });
  const schema = object({ payment: { anyOf: [{ $ref: '#/$defs/Card' }, { $ref: '#/$defs/Cash' }] } });
  const defs = { Card: card, Cash: cash };

  assert.deepEqual(violations(schema, { payment: { kind: 'cash', amount: 'x' } }, defs), [
    'payment.amount: must be a number',
  ]);
  assert.deepEqual(violations(schema, { payment: { kind: 'iou' } }, defs), [
    'payment: must be an object with kind "card" or an object with kind "cash"',
  ]);
});

test('a nullable object is explained as the object', () => {
  const schema = object({ owner: { anyOf: [{ $ref: '#/$defs/Owner' }, { type: 'null' }] } });
  const defs = { Owner: object({ name: text }) };

  assert.deepEqual(violations(schema, { owner: { name: 1 } }, defs), ['owner.name: must be a string']);
  assert.deepEqual(violations(schema, { owner: 1 }, defs), ['owner: must be an object or null']);
});

test('a union inside a branch of a union is explained in its own place', () => {
  const inner: JsonSchema = { anyOf: [{ type: 'string', minLength: 2 }, { type: 'null' }] };
  const schema: JsonSchema = { anyOf: [object({ code: inner }), { type: 'null' }] };

  assert.deepEqual(violations(schema, { code: '' }), ['code: must have at least 2 characters']);
  assert.deepEqual(violations(schema, { code: 5 }), ['code: must be a string or null']);
});

test('an enumeration names its values', () => {
  assert.deepEqual(violations({ enum: ['EUR', 'USD', null] }, 'GBP'), [': must be "EUR", "USD" or null']);
});

test('a bigint must be a decimal string of 64 bits', () => {
  const schema: JsonSchema = {
    type: 'string',
    pattern: '^(0|-?[1-9][0-9]{0,18})$',
    'x-persist-type': 'bigint',
  };
  const message = ': must be a 64-bit integer as a decimal string such as "42"';

  assert.deepEqual(violations(schema, '9223372036854775807'), []);
  assert.deepEqual(violations(schema, '-9223372036854775808'), []);
  assert.deepEqual(violations(schema, '9223372036854775808'), [message]);
  assert.deepEqual(violations(schema, '-0'), [message]);
  assert.deepEqual(violations(schema, '0x10'), [message]);
  assert.deepEqual(violations(schema, '1'.repeat(100_000)), [message]);
});

test('a date must be one that Date can hold', () => {
  const schema: JsonSchema = { type: 'string', format: 'date-time', 'x-persist-type': 'date' };
  const message = ': must be a date and time such as 2024-05-01T12:00:00.000Z';

  assert.deepEqual(violations(schema, '2024-05-01T12:00:00Z'), []);
  assert.deepEqual(violations(schema, '2024-02-30T12:00:00Z'), [message]);
  assert.deepEqual(violations(schema, '2016-12-31T23:59:60Z'), [message]);
});

test('a set refuses equal items however their members are ordered', () => {
  const schema: JsonSchema = { type: 'array', items: {}, uniqueItems: true, 'x-persist-type': 'set' };

  assert.deepEqual(
    violations(schema, [
      { a: 1, b: 2 },
      { b: 2, a: 3 },
    ]),
    [],
  );
  assert.deepEqual(
    violations(schema, [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ]),
    [': must not hold the same item twice'],
  );
});

test('a map in pairs refuses a repeated key', () => {
  const pair: JsonSchema = {
    type: 'array',
    prefixItems: [{ type: 'number' }, text],
    items: false,
    minItems: 2,
  };
  const schema: JsonSchema = { type: 'array', items: pair, 'x-persist-type': 'map' };

  assert.deepEqual(
    violations(schema, [
      [1, 'a'],
      [2, 'a'],
    ]),
    [],
  );
  assert.deepEqual(
    violations(schema, [
      [1, 'a'],
      [1, 'b'],
    ]),
    [': must not hold the same key twice'],
  );
});

test('a tuple says how many items it takes', () => {
  const pair: JsonSchema = {
    type: 'array',
    prefixItems: [text, text],
    items: false,
    minItems: 2,
    maxItems: 2,
  };
  assert.deepEqual(violations(pair, ['a']), [': must have exactly 2 items']);
});

test('a large set of distinct objects is checked in reasonable time', () => {
  const schema: JsonSchema = { type: 'array', items: {}, uniqueItems: true };
  const items = Array.from({ length: 60_000 }, (_, n) => ({ n }));
  const started = performance.now();

  assert.deepEqual(violations(schema, items), []);
  assert.ok(performance.now() - started < 2_000);
});

test('the report is bounded however many values are wrong', () => {
  const schema: JsonSchema = { type: 'array', items: text };

  assert.equal(
    violations(
      schema,
      Array.from({ length: 1_000 }, () => 1),
    ).length,
    20,
  );
  assert.deepEqual(
    violations(
      schema,
      Array.from({ length: 100_000 }, () => 1),
    ),
    ['[0]: must be a string'],
  );
});

test('one instant in two spellings is one item of a Set of Dates, and one key of a Map by Date', () => {
  const date: JsonSchema = { type: 'string', format: 'date-time', 'x-persist-type': 'date' };
  const spellings = ['2024-01-01T00:00:00Z', '2024-01-01T01:00:00.000+01:00'];
  const set: JsonSchema = { type: 'array', 'x-persist-type': 'set', uniqueItems: true, items: date };
  const map: JsonSchema = {
    type: 'array',
    'x-persist-type': 'map',
    items: { type: 'array', minItems: 2, maxItems: 2, prefixItems: [date, { type: 'number' }], items: false },
  };

  assert.deepEqual(violations(set, spellings), [': must not hold the same item twice']);
  assert.deepEqual(
    violations(
      map,
      spellings.map((spelling, index) => [spelling, index]),
    ),
    [': must not hold the same key twice'],
  );
  assert.deepEqual(violations(set, ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.001Z']), []);
});
