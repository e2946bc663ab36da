import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  errorProblemSchema,
  modelSchemaDocument,
  pageSchema,
  recordSchema,
  standaloneSchema,
  stateSchema,
  type ModelNode,
} from '../../src/index.js';
import { insufficientFunds, ledgerBooks } from '../fixtures/ledger-contract.js';

test('a record is flat: the facts of the framework, then the public fields in order', () => {
  const schema = recordSchema(ledgerBooks);

  assert.deepEqual(Object.keys(schema.properties ?? {}), [
    'id',
    'version',
    'createdAt',
    'updatedAt',
    'name',
    'accounts',
    'transfers',
    'closedAt',
  ]);
  assert.equal(schema.additionalProperties, false);
});

test('a record requires everything but optional fields', () => {
  assert.deepEqual(recordSchema(ledgerBooks).required, [
    'id',
    'version',
    'createdAt',
    'updatedAt',
    'name',
    'accounts',
    'transfers',
  ]);
});

test('the description of a field stands in its schema', () => {
  const name = recordSchema(ledgerBooks).properties?.['name'];

  assert.deepEqual(name, { type: 'string', minLength: 1, description: 'Shown to its owners.' });
});

test('the state holds private fields and none of the facts of the framework', () => {
  const schema = stateSchema(ledgerBooks);

  assert.deepEqual(Object.keys(schema.properties ?? {}), [
    'name',
    'accounts',
    'transfers',
    'closedAt',
    'lastNote',
    'transferCount',
  ]);
  assert.deepEqual(schema.required, ['name', 'accounts', 'transfers', 'transferCount']);
});

test('a page holds records and may end without a cursor', () => {
  const schema = pageSchema(ledgerBooks);

  assert.deepEqual(schema.properties?.['items'], { type: 'array', items: recordSchema(ledgerBooks) });
  assert.deepEqual(schema.required, ['items', 'perPage', 'total', 'totalPages']);
});

test('a standalone schema takes along the definitions it reaches and no other', () => {
  const schema = standaloneSchema({ $ref: '#/$defs/Transfer' }, ledgerBooks.$defs);

  assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
  assert.deepEqual(Object.keys(schema.$defs ?? {}), ['Leg', 'Transfer']);
});

test('a standalone schema without references has no definitions', () => {
  assert.deepEqual(standaloneSchema({ type: 'integer' }, ledgerBooks.$defs), {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'integer',
  });
});

test('the document of a model holds the record, every input and result, and the types they use', () => {
  const document = modelSchemaDocument(ledgerBooks);

  assert.equal(document.$id, 'urn:persist:model:ledger-books');
  assert.equal(document.$ref, '#/$defs/model.record');
  assert.deepEqual(Object.keys(document.$defs ?? {}), [
    'Account',
    'Leg',
    'Transfer',
    'BalanceLine',
    'model.record',
    'create.input',
    'commands.openAccount.input',
    'commands.openAccount.result',
    'commands.createTransfer.input',
    'commands.createTransfer.result',
    'commands.rename.input',
    'queries.accountBalance.input',
    'queries.accountBalance.result',
    'views.balances.result',
  ]);
});

test('a type that only private fields use stays out of the document of the model', () => {
  const published: ModelNode = {
    ...ledgerBooks,
    fields: ledgerBooks.fields.map((field) => ({ ...field, visibility: 'public' })),
  };

  assert.equal(modelSchemaDocument(ledgerBooks).$defs?.['AuditNote'], undefined);
  assert.deepEqual(modelSchemaDocument(published).$defs?.['AuditNote'], ledgerBooks.$defs['AuditNote']);
});

test('the problem document of an error fixes status and code and adds its public fields', () => {
  const schema = errorProblemSchema(insufficientFunds);

  assert.deepEqual(schema.properties?.['status'], { type: 'integer', const: 409 });
  assert.deepEqual(schema.properties?.['code'], { type: 'string', const: 'insufficient_funds' });
  assert.deepEqual(schema.required?.slice(-3), ['accountId', 'availableMinor', 'requiredMinor']);
});
