import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import {
  bulkInputSchema,
  errorProblemSchema,
  modelSchemaDocument,
  pageSchema,
  standaloneSchema,
} from '../../src/index.js';
import { insufficientFunds, ledgerBooks } from '../fixtures/ledger-contract.js';

// Ajv in strict mode is the stranger who reads our schemas.
function reader(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  ajv.addKeyword('x-persist-type');
  formats.default(ajv);
  return ajv;
}

function errorsOf(validate: ValidateFunction, value: unknown): readonly string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const record = {
  id: '0190f3a5-7c3e-7cc3-8f2e-9a1b2c3d4e5f',
  version: 3,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-02T00:00:00.000Z',
  name: 'Household',
  accounts: [
    { id: 'a', ownerName: 'Ann', currency: 'EUR', balanceMinor: 5, openedAt: '2026-01-01T00:00:00.000Z' },
  ],
  transfers: [{ id: 't', from: { accountId: 'a', amountMinor: 1 }, to: { accountId: 'b', amountMinor: 1 } }],
};

test('the document of a model accepts its records and refuses private fields', () => {
  const validate = reader().compile(modelSchemaDocument(ledgerBooks));

  assert.deepEqual(errorsOf(validate, record), []);
  assert.deepEqual(errorsOf(validate, { ...record, transferCount: 1 }), [
    ' must NOT have additional properties',
  ]);
});

test('the inputs and results of methods can be addressed inside the document of a model', () => {
  const ajv = reader();
  ajv.addSchema(modelSchemaDocument(ledgerBooks));
  const validate = ajv.getSchema('urn:persist:model:ledger-books#/$defs/commands.openAccount.input');
  assert.ok(validate);

  assert.deepEqual(errorsOf(validate, { ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 0 }), []);
  assert.deepEqual(errorsOf(validate, { ownerName: 'Ann', currency: 'eur', openingBalanceMinor: 0 }), [
    '/currency must match pattern "^[A-Z]{3}$"',
  ]);
});

test('a page of records stands alone', () => {
  const validate = reader().compile(standaloneSchema(pageSchema(ledgerBooks), ledgerBooks.$defs));

  assert.deepEqual(
    errorsOf(validate, { items: [record], page: 1, perPage: 20, total: 1, totalPages: 1 }),
    [],
  );
});

test('a bulk call stands alone', () => {
  const [, createTransfer] = ledgerBooks.commands;
  assert.ok(createTransfer);
  const schema = bulkInputSchema(createTransfer, ledgerBooks.$defs);
  const validate = reader().compile(standaloneSchema(schema, ledgerBooks.$defs));
  const input = { fromAccountId: 'a', toAccountId: 'b', amountMinor: 1 };

  assert.deepEqual(errorsOf(validate, { ids: [record.id], input }), []);
  assert.deepEqual(errorsOf(validate, { ids: [record.id, record.id], input }), [
    '/ids must NOT have duplicate items (items ## 1 and 0 are identical)',
  ]);
});

test('the problem document of an error stands alone and fixes its code', () => {
  const validate = reader().compile(standaloneSchema(errorProblemSchema(insufficientFunds), {}));
  const problem = {
    type: 'about:blank',
    title: 'Insufficient funds',
    status: 409,
    detail: 'insufficient funds for account a',
    code: 'insufficient_funds',
    instance: '/api/ledger-books/1/create-transfer',
    correlationId: 'r1',
    accountId: 'a',
    availableMinor: 1,
    requiredMinor: 2,
  };

  assert.deepEqual(errorsOf(validate, problem), []);
  assert.deepEqual(errorsOf(validate, { ...problem, code: 'no_funds' }), ['/code must be equal to constant']);
});
