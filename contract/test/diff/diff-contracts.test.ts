import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffContracts, isBreaking, type Contract } from '../../src/index.js';
import { insufficientFunds, ledgerBooks, ledgerContract } from '../fixtures/ledger-contract.js';
import { ledgerWith } from '../fixtures/changed.js';
import { listedChanges } from '../fixtures/listed-changes.js';

test('a contract does not differ from itself', () => {
  assert.deepEqual(diffContracts(ledgerContract, ledgerContract), []);
});

test('comments, places in the source, getters and the names of types are no change', () => {
  const { BalanceLine, ...others } = ledgerBooks.$defs;
  assert.ok(BalanceLine);
  const after = ledgerWith({
    description: 'Other words.',
    source: { kind: 'source', file: 'src/other.ts', line: 1 },
    getters: [],
    $defs: { ...others, Balance: BalanceLine },
    views: ledgerBooks.views.map((view) => ({
      ...view,
      result: { type: 'array', items: { $ref: '#/$defs/Balance' } },
    })),
  });

  assert.deepEqual(listedChanges(ledgerContract, after), []);
});

test('a renamed model is gone and another is new', () => {
  assert.deepEqual(listedChanges(ledgerContract, ledgerWith({ name: 'books' })), [
    '-! ledger-books is gone, with its routes and its records',
    '+  books is new',
  ]);
});

test('a change is breaking as soon as one of its parts is', () => {
  const none: Contract = { contractVersion: 1, models: [], errors: [] };

  assert.equal(isBreaking(diffContracts(none, ledgerContract)), false);
  assert.equal(isBreaking(diffContracts(ledgerContract, none)), true);
});

test('the settings of a model are compared', () => {
  const after = ledgerWith({ schemaVersion: 2, patch: true });

  assert.deepEqual(listedChanges(ledgerContract, after), [
    '~  ledger-books.schemaVersion is 2 (was 1)',
    '~  ledger-books.patch is served now',
  ]);
  assert.deepEqual(listedChanges(after, ledgerContract), [
    '~! ledger-books.schemaVersion is 1 (was 2)',
    '~! ledger-books.patch is no longer served',
  ]);
});

test('another table loses the records', () => {
  assert.deepEqual(listedChanges(ledgerContract, ledgerWith({ table: 'books' })), [
    '~! ledger-books.table is books (was ledger_books): records stored before are not found there',
  ]);
});

test('a new unique constraint may meet stored values that repeat, a new index cannot', () => {
  const after = ledgerWith({
    constraints: [
      { kind: 'unique', field: 'name', parts: [{ kind: 'part', field: 'name', path: [] }] },
      {
        kind: 'unique',
        field: 'name',
        parts: [
          { kind: 'part', field: 'name', path: [] },
          { kind: 'part', field: 'lastNote', path: ['by'] },
        ],
      },
      { kind: 'index', field: 'closedAt', parts: [{ kind: 'part', field: 'closedAt', path: [] }] },
    ],
  });

  assert.deepEqual(listedChanges(ledgerContract, after), [
    '+! ledger-books.constraints.unique(name, lastNote.by) is new: values that repeat, stored or sent, are refused',
    '+  ledger-books.constraints.index(closedAt) is new',
  ]);
  assert.deepEqual(listedChanges(after, ledgerContract), [
    '-  ledger-books.constraints.unique(name, lastNote.by) is gone',
    '-  ledger-books.constraints.index(closedAt) is gone',
  ]);
});

test('an error that answers with another status or code breaks who matches it', () => {
  const after = { ...ledgerContract, errors: [{ ...insufficientFunds, status: 422, code: 'no_funds' }] };

  assert.deepEqual(listedChanges(ledgerContract, after), [
    '~! errors.InsufficientFunds.status is 422 (was 409)',
    '~! errors.InsufficientFunds.code is no_funds (was insufficient_funds)',
  ]);
});

test('the fields of an error are read, so they may be added but not removed', () => {
  const [accountId, ...others] = insufficientFunds.fields;
  assert.ok(accountId);
  const after = { ...ledgerContract, errors: [{ ...insufficientFunds, fields: others }] };

  assert.deepEqual(listedChanges(ledgerContract, after), ['-! errors.InsufficientFunds.accountId is gone']);
  assert.deepEqual(listedChanges(after, ledgerContract), ['+  errors.InsufficientFunds.accountId is new']);
});

test('an error under another class name is the same to callers only with the same code', () => {
  const renamed = { ...insufficientFunds, name: 'NoFunds' };
  const recoded = { ...renamed, code: 'no_funds' };

  assert.deepEqual(listedChanges(ledgerContract, { ...ledgerContract, errors: [renamed] }), [
    '-  errors.InsufficientFunds is gone; another error has its code "insufficient_funds"',
    '+  errors.NoFunds is new',
  ]);
  assert.deepEqual(listedChanges(ledgerContract, { ...ledgerContract, errors: [recoded] }), [
    '-! errors.InsufficientFunds is gone, and with it the code "insufficient_funds"',
    '+  errors.NoFunds is new',
  ]);
});
