import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectionFields, findModel, publicFields, scalarFields } from '../../src/index.js';
import { ledgerBooks, ledgerContract } from '../fixtures/ledger-contract.js';

const names = (fields: readonly { readonly name: string }[]): readonly string[] =>
  fields.map((field) => field.name);

test('a model is found by its name', () => {
  assert.equal(findModel(ledgerContract, 'ledger-books'), ledgerBooks);
  assert.equal(findModel(ledgerContract, 'LedgerBook'), undefined);
});

test('fields are told apart by who sees them and how they are stored', () => {
  assert.deepEqual(names(publicFields(ledgerBooks)), ['name', 'accounts', 'transfers', 'closedAt']);
  assert.deepEqual(names(scalarFields(ledgerBooks)), ['name', 'closedAt', 'transferCount']);
  assert.deepEqual(names(collectionFields(ledgerBooks)), ['accounts', 'transfers']);
});
