import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareSchemas, type Definitions, type JsonSchema, type SchemaRelation } from '../../src/index.js';

const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const open: JsonSchema = { type: 'object', properties: { a: text }, required: ['a'] };
const closed: JsonSchema = { ...open, additionalProperties: false };

const widened: Record<string, readonly [before: JsonSchema, after: JsonSchema]> = {
  'nothing → anything': [{ anyOf: [] }, {}],
  'string → any type': [text, {}],
  'string → string or null': [text, { type: ['string', 'null'] }],
  'one branch → two': [text, { anyOf: [text, number] }],
  'integer → number': [{ type: 'integer' }, number],
  'two words → three': [{ enum: ['a', 'b'] }, { enum: ['c', 'b', 'a'] }],
  'a word → any string': [{ const: 'a' }, text],
  'a word → a pattern it matches': [{ const: 'EUR' }, { type: 'string', pattern: '^[A-Z]{3}$' }],
  'a number → a range around it': [{ const: 5 }, { type: 'integer', minimum: 5, maximum: 9 }],
  'a list → lists like it': [
    { const: [1, 2] },
    { type: 'array', items: number, minItems: 2, uniqueItems: true },
  ],
  'an object → objects like it': [{ const: { a: 'x' } }, closed],
  'true → either': [{ const: true }, { type: 'boolean' }],
  'longer strings': [
    { type: 'string', minLength: 2, maxLength: 4 },
    { type: 'string', minLength: 1, maxLength: 5 },
  ],
  'no pattern': [{ type: 'string', pattern: '^a' }, text],
  'no format': [{ type: 'string', format: 'email' }, text],
  'a lower minimum': [
    { type: 'number', minimum: 1 },
    { type: 'number', minimum: 0 },
  ],
  'a limit included': [
    { type: 'number', exclusiveMaximum: 1 },
    { type: 'number', maximum: 1 },
  ],
  'a coarser step → a finer one': [
    { type: 'number', multipleOf: 0.5 },
    { type: 'number', multipleOf: 0.25 },
  ],
  'a step of integers → integers': [{ type: 'number', multipleOf: 2 }, { type: 'integer' }],
  'more items': [
    { type: 'array', items: text, maxItems: 2 },
    { type: 'array', items: text, maxItems: 3 },
  ],
  'repeated items': [{ type: 'array', uniqueItems: true }, { type: 'array' }],
  'a pair → a list': [
    { type: 'array', prefixItems: [text, text], items: false },
    { type: 'array', items: text },
  ],
  'a longer tuple': [
    { type: 'array', prefixItems: [text], items: false },
    { type: 'array', prefixItems: [text, number], items: false },
  ],
  'an optional property': [closed, { ...closed, properties: { a: text, b: text } }],
  'a property no longer required': [closed, { ...closed, required: [] }],
  'a property of more types': [closed, { ...closed, properties: { a: { type: ['string', 'number'] } } }],
  'other properties allowed': [closed, open],
  'known keys → any keys': [closed, { type: 'object', additionalProperties: text }],
  'fewer properties needed': [
    { type: 'object', minProperties: 2 },
    { type: 'object', minProperties: 1 },
  ],
  'a required property is one property': [closed, { type: 'object', minProperties: 1, maxProperties: 1 }],
};

for (const [name, [before, after]] of Object.entries(widened)) {
  test(`${name}: wider, and narrower the other way round`, () => {
    assert.equal(compare(before, after), 'wider');
    assert.equal(compare(after, before), 'narrower');
  });
}

const equal: Record<string, readonly [before: JsonSchema, after: JsonSchema]> = {
  'comments do not count': [text, { ...text, description: 'a name', title: 'Name', deprecated: true }],
  'the type in memory does not count': [text, { ...text, 'x-persist-type': 'bigint' }],
  'a union and a list of types say the same': [
    { anyOf: [text, { type: 'null' }] },
    { type: ['null', 'string'] },
  ],
  'both booleans are a boolean': [{ enum: [true, false] }, { type: 'boolean' }],
  'constants and an enumeration say the same': [
    { anyOf: [{ const: 'a' }, { const: 'b' }] },
    { enum: ['b', 'a'] },
  ],
  'an exclusive limit of integers is the next integer': [
    { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 },
    { type: 'integer', minimum: 1, maximum: 9 },
  ],
  'a keyword stands beside a union or in each branch': [
    { type: 'string', anyOf: [{ type: 'string', pattern: '^a' }, { pattern: '^b' }] },
    {
      anyOf: [
        { type: 'string', pattern: '^b' },
        { type: 'string', pattern: '^a' },
      ],
    },
  ],
};

for (const [name, [before, after]] of Object.entries(equal)) {
  test(`${name}: the same`, () => {
    assert.equal(compare(before, after), 'same');
  });
}

const apart: Record<string, readonly [before: JsonSchema, after: JsonSchema]> = {
  'string → number': [text, number],
  'one pattern → another': [
    { type: 'string', pattern: '^a' },
    { type: 'string', pattern: '^b' },
  ],
  'ranges that overlap': [
    { type: 'number', minimum: 0, maximum: 5 },
    { type: 'number', minimum: 3, maximum: 9 },
  ],
  'a property renamed': [closed, { ...closed, properties: { b: text }, required: ['b'] }],
  'one more required property': [
    closed,
    { ...closed, properties: { a: text, b: text }, required: ['a', 'b'] },
  ],
};

for (const [name, [before, after]] of Object.entries(apart)) {
  test(`${name}: different`, () => {
    assert.equal(compare(before, after), 'different');
    assert.equal(compare(after, before), 'different');
  });
}

test('references are followed on each side into its own definitions', () => {
  const account: JsonSchema = { $ref: '#/$defs/Account' };

  assert.equal(
    compareSchemas(account, account, { before: { Account: closed }, after: { Account: open } }),
    'wider',
  );
});

test('a type that was given a name or another name is the same', () => {
  const defs = { before: { Account: closed }, after: { BankAccount: closed } };

  assert.equal(compareSchemas(closed, { $ref: '#/$defs/BankAccount' }, defs), 'same');
  assert.equal(compareSchemas({ $ref: '#/$defs/Account' }, { $ref: '#/$defs/BankAccount' }, defs), 'same');
});

test('recursive types are compared to their end', () => {
  const tree = (label: JsonSchema): Definitions => ({
    Tree: {
      type: 'object',
      properties: { label, children: { type: 'array', items: { $ref: '#/$defs/Tree' } } },
      required: ['label', 'children'],
      additionalProperties: false,
    },
  });
  const root: JsonSchema = { $ref: '#/$defs/Tree' };

  assert.equal(compareSchemas(root, root, { before: tree(text), after: tree(text) }), 'same');
  assert.equal(compareSchemas(root, root, { before: tree(text), after: tree({}) }), 'wider');
  assert.equal(compareSchemas(root, root, { before: tree(text), after: tree(number) }), 'different');
});

test('keywords beside a reference narrow it', () => {
  const defs = { before: { Text: text }, after: { Text: text } };

  assert.equal(
    compareSchemas({ $ref: '#/$defs/Text' }, { $ref: '#/$defs/Text', maxLength: 3 }, defs),
    'narrower',
  );
});

const intricate: Record<string, JsonSchema> = {
  'a limit beside a reference that has it too': { $ref: '#/$defs/Short', maxLength: 3 },
  'a limit beside an enumeration': { enum: ['a', 'abc'], maxLength: 1 },
  'a limit beside a union of words': { maxLength: 1, anyOf: [{ const: 'a' }, { const: 'abc' }] },
  'properties beside branches that are closed': {
    type: 'object',
    properties: { a: text },
    anyOf: [{ additionalProperties: false }],
  },
};

for (const [name, schema] of Object.entries(intricate)) {
  test(`${name}: too intricate to compare with anything but itself`, () => {
    const defs = { Short: { type: 'string', maxLength: 5 } } as const;

    assert.equal(compareSchemas(schema, text, { before: defs, after: defs }), 'different');
    assert.equal(compareSchemas(schema, { ...schema, title: 'T' }, { before: defs, after: defs }), 'same');
  });
}

function compare(before: JsonSchema, after: JsonSchema): SchemaRelation {
  return compareSchemas(before, after, { before: {}, after: {} });
}
