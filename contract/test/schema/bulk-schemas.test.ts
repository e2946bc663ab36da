import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bulkInputSchema, type CommandNode, type InputNode, type JsonSchema } from '../../src/index.js';
import { ledgerBooks } from '../fixtures/ledger-contract.js';

const [openAccount] = ledgerBooks.commands;
const text: JsonSchema = { type: 'string' };

test('a bulk call names its ids and carries the input of the command', () => {
  const schema = bulkInputSchema(openAccount!, ledgerBooks.$defs);

  assert.deepEqual(schema.required, ['ids', 'input']);
  assert.equal(schema.properties?.['ids']?.maxItems, 1000);
  assert.equal(schema.properties?.['input'], openAccount!.input.schema);
});

test('a bulk call of a command without payload carries ids, and an empty input at most', () => {
  const schema = bulkInputSchema(commandOf({ binding: 'none', parameters: [], schema: {} }), {});

  assert.deepEqual(schema.required, ['ids']);
  assert.deepEqual(schema.properties?.['input'], {
    type: 'object',
    properties: {},
    required: [],
    additionalProperties: false,
  });
});

test('a bulk call may leave out an input of which nothing is required', () => {
  const optionalAsWhole = commandOf({
    binding: 'object',
    parameters: [{ kind: 'parameter', name: 'input', optional: true, schema: text }],
    schema: text,
  });
  const nothingRequired = commandOf({
    binding: 'named',
    parameters: [{ kind: 'parameter', name: 'note', optional: true, schema: text }],
    schema: { type: 'object', properties: { note: text }, additionalProperties: false },
  });

  for (const command of [optionalAsWhole, nothingRequired]) {
    const schema = bulkInputSchema(command, {});
    assert.deepEqual(schema.required, ['ids']);
    assert.deepEqual(Object.keys(schema.properties ?? {}), ['ids', 'input']);
  }
});

function commandOf(input: Omit<InputNode, 'kind'>): CommandNode {
  return { ...openAccount!, input: { kind: 'input', ...input } };
}
