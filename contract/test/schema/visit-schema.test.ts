import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  mapReferences,
  mapSchema,
  reachableDefinitions,
  referenceTo,
  referencedName,
  resolveRef,
  schemaReferences,
  subschemas,
  type JsonSchema,
} from '../../src/index.js';

const nested: JsonSchema = {
  type: 'object',
  properties: {
    tags: { type: 'array', items: { $ref: '#/$defs/Tag' } },
    pair: { prefixItems: [{ $ref: '#/$defs/A' }], items: false },
  },
  additionalProperties: { anyOf: [{ $ref: '#/$defs/B' }, { type: 'null' }] },
};

test('the schemas inside a schema come with the keys that lead to them', () => {
  assert.deepEqual(
    subschemas(nested).map((each) => each.path.join('/')),
    ['additionalProperties', 'properties/tags', 'properties/pair'],
  );
});

test('references are found at every depth', () => {
  assert.deepEqual([...schemaReferences(nested)].sort(), ['A', 'B', 'Tag']);
});

test('a mapped schema is a copy that is changed from the inside out', () => {
  const visited: string[] = [];

  const copy = mapSchema({ title: 'outer', items: { title: 'inner' } }, (schema) => {
    visited.push(String(schema.title));
    return { ...schema, deprecated: true };
  });

  assert.deepEqual(visited, ['inner', 'outer']);
  assert.deepEqual(copy, { title: 'outer', items: { title: 'inner', deprecated: true }, deprecated: true });
});

test('mapping leaves keywords without schemas alone', () => {
  assert.deepEqual(
    mapSchema(nested, (schema) => schema),
    nested,
  );
});

test('references can be pointed elsewhere', () => {
  const moved = mapReferences(nested, (name) => `#/components/schemas/ledger-books.${name}`);

  assert.deepEqual(moved.properties?.['tags'], {
    type: 'array',
    items: { $ref: '#/components/schemas/ledger-books.Tag' },
  });
});

test('definitions are reached through one another, also in circles', () => {
  const defs = {
    Unused: { type: 'string' },
    Tree: { type: 'array', items: { $ref: '#/$defs/Node' } },
    Node: { type: 'object', properties: { children: { $ref: '#/$defs/Tree' } } },
  } as const;

  assert.deepEqual(Object.keys(reachableDefinitions([{ $ref: '#/$defs/Tree' }], defs)), ['Tree', 'Node']);
});

test('a reference is followed through other references, and what stands beside it wins', () => {
  const defs = {
    Email: { $ref: '#/$defs/Text' },
    Text: { type: 'string', description: 'any text' },
  } as const;

  assert.deepEqual(resolveRef({ $ref: '#/$defs/Email', description: 'where to write' }, defs), {
    type: 'string',
    description: 'where to write',
  });
});

test('a reference that leads nowhere is refused with what exists', () => {
  assert.throws(
    () => resolveRef({ $ref: '#/$defs/Emial' }, { Email: {} }),
    /#\/\$defs\/Emial does not exist; known are Email/,
  );
});

test('a reference that leads to itself is refused', () => {
  assert.throws(
    () => resolveRef({ $ref: '#/$defs/A' }, { A: { $ref: '#/$defs/A' } }),
    /refers to itself only/,
  );
});

test('a name that JSON pointers or URIs would misread survives the way into a reference and back', () => {
  for (const name of ['Account', 'Page<Item>', 'a/b~c', 'Größe', '100%']) {
    assert.equal(referencedName(referenceTo(name)), name);
  }
});
