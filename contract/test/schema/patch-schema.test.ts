import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  patchDefinitions,
  patchSchema,
  standaloneSchema,
  type Definitions,
  type FieldNode,
  type JsonSchema,
  type ModelNode,
} from '../../src/index.js';
import { ledgerBooks } from '../fixtures/ledger-contract.js';

const text: JsonSchema = { type: 'string' };
const nullable: JsonSchema = { type: ['string', 'null'] };

test('a patch names public fields that are not readonly, and requires none', () => {
  const schema = patchSchema(
    profile({ name: text, code: { schema: text, readonly: true }, secret: { schema: text, visibility: 'private' } }),
  );

  assert.deepEqual(Object.keys(schema.properties ?? {}), ['name']);
  assert.deepEqual(schema.required, []);
  assert.equal(schema.additionalProperties, false);
});

test('null is taken where a field may be absent or null, and nowhere else', () => {
  const model = profile({ name: text, nick: { schema: text, optional: true }, motto: nullable });

  assert.equal(accepts(model, { name: null }), false);
  assert.equal(accepts(model, { nick: null, motto: null }), true);
});

test('objects are patched member by member, at any depth, also where a type contains itself', () => {
  const model = profile(
    { home: { $ref: '#/$defs/Address' } },
    {
      Address: object({ street: text, zip: { ...text, minLength: 4 }, geo: { $ref: '#/$defs/Geo' } }, [
        'street',
        'zip',
        'geo',
      ]),
      Geo: object({ lat: { type: 'number' }, alt: { type: 'number' }, within: { $ref: '#/$defs/Geo' } }, ['lat']),
    },
  );

  assert.equal(accepts(model, { home: {} }), true);
  assert.equal(accepts(model, { home: { geo: { alt: null, within: { within: { lat: 1 } } } } }), true);
  assert.equal(accepts(model, { home: { zip: '30' } }), false);
  assert.equal(accepts(model, { home: { street: null } }), false);
  assert.equal(accepts(model, { home: { geo: { lat: null } } }), false);
  assert.equal(accepts(model, { home: { colour: 'red' } }), false);
});

test('string-keyed Maps and records take null for any key; their size counts when the patch is merged', () => {
  const model = profile({
    scores: { type: 'object', additionalProperties: { type: 'number' }, minProperties: 2, 'x-persist-type': 'map' },
  });

  assert.equal(accepts(model, { scores: { ann: 1, bob: null } }), true);
  assert.equal(accepts(model, { scores: { ann: 1 } }), true);
  assert.equal(accepts(model, { scores: { ann: 'high' } }), false);
});

test('arrays are replaced whole: their elements are complete', () => {
  assert.equal(accepts(ledgerBooks, { accounts: [] }), true);
  assert.equal(accepts(ledgerBooks, { accounts: [{ id: 'a' }] }), false);
});

test('objects that a value can be one of are patched as one, so that it can become another of them', () => {
  const model = profile(
    { reach: { anyOf: [{ $ref: '#/$defs/Mail' }, { $ref: '#/$defs/Phone' }, { type: 'null' }] } },
    {
      Mail: object({ kind: { const: 'mail' }, to: text }, ['kind', 'to']),
      Phone: object({ kind: { const: 'phone' }, number: text }, ['kind', 'number']),
    },
  );

  assert.equal(accepts(model, { reach: { to: 'ann@example.org' } }), true);
  assert.equal(accepts(model, { reach: { kind: 'phone', number: '117', to: null } }), true);
  assert.equal(accepts(model, { reach: null }), true);
  assert.equal(accepts(model, { reach: { fax: '117' } }), false);
  assert.equal(accepts(model, { reach: { kind: null } }), false);
});

test('the patch of a type has a name that no type of the model has', () => {
  const model = profile(
    { home: { $ref: '#/$defs/Address' }, last: { $ref: '#/$defs/AddressPatch' } },
    { Address: object({ zip: text }, ['zip']), AddressPatch: object({ at: text }, ['at']) },
  );

  const names = Object.keys(patchDefinitions(model));

  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(names.slice(0, 2), ['Address', 'AddressPatch']);
  assert.equal(accepts(model, { home: {}, last: {} }), true);
  assert.equal(accepts(model, { home: { at: 'x' } }), false);
});

function accepts(model: ModelNode, patch: unknown): boolean {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });
  ajv.addKeyword('x-persist-type');
  return ajv.compile(standaloneSchema(patchSchema(model), patchDefinitions(model)))(patch);
}

type FieldParts = Pick<FieldNode, 'schema'> & Partial<FieldNode>;

function profile(fields: Readonly<Record<string, JsonSchema | FieldParts>>, $defs: Definitions = {}): ModelNode {
  return {
    ...ledgerBooks,
    patch: true,
    fields: Object.entries(fields).map(
      ([name, given]): FieldNode => ({
        kind: 'field',
        name,
        visibility: 'public',
        readonly: false,
        optional: false,
        storage: { kind: 'json', column: name },
        ...('schema' in given ? given : { schema: given }),
      }),
    ),
    $defs,
  };
}

function object(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}
