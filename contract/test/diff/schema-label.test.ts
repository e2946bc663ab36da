import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonSchema } from '../../src/index.js';
import { schemaLabel } from '../../src/diff/schema-label.js';

const labels: Record<string, JsonSchema> = {
  'any value': {},
  Account: { $ref: '#/$defs/Account' },
  'string (minLength 1, maxLength 3)': { type: 'string', maxLength: 3, minLength: 1 },
  'string | null': { type: ['string', 'null'] },
  '"a" | 1': { enum: ['a', 1] },
  null: { const: null },
  'Account | null': { anyOf: [{ $ref: '#/$defs/Account' }, { type: 'null' }] },
  'Account[]': { type: 'array', items: { $ref: '#/$defs/Account' } },
  '(string | null)[] (maxItems 3)': { type: 'array', items: { type: ['string', 'null'] }, maxItems: 3 },
  '[string, number]': { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
  '{ from, to }': { type: 'object', properties: { from: {}, to: {} } },
  'Record<string, number>': { type: 'object', additionalProperties: { type: 'number' } },
  object: { type: 'object' },
};

for (const [label, schema] of Object.entries(labels)) {
  test(`${JSON.stringify(schema)} is called ${label}`, () => {
    assert.equal(schemaLabel(schema), label);
  });
}
