import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contract } from '../../src/index.js';
import { consistencyProblems } from '../../src/document/consistency-problems.js';
import { changed, ledgerWith } from '../fixtures/changed.js';
import { insufficientFunds, ledgerBooks, ledgerContract } from '../fixtures/ledger-contract.js';

const messages = (contract: Contract): readonly string[] =>
  consistencyProblems(contract).map(({ path, message }) => `${path}: ${message}`);

test('the ledger contradicts itself nowhere', () => {
  assert.deepEqual(messages(ledgerContract), []);
});

test('models share neither name nor class nor table', () => {
  const twice = { ...ledgerContract, models: [ledgerBooks, ledgerBooks] };

  assert.deepEqual(messages(twice), [
    '/models/1/name: model "ledger-books" stands at /models/0/name already',
    '/models/1/className: class "LedgerBook" stands at /models/0/className already',
    '/models/1/table: table "ledger_books" stands at /models/0/table already',
    '/models/1/fields/1/storage/table: table "ledger_books__accounts" stands at /models/0/fields/1/storage/table already',
    '/models/1/fields/2/storage/table: table "ledger_books__transfers" stands at /models/0/fields/2/storage/table already',
  ]);
});

test('a table may not have a name that SQLite keeps for itself', () => {
  assert.deepEqual(messages(ledgerWith({ table: 'sqlite_books' })), [
    '/models/0/table: SQLite keeps names with "sqlite_" in front for itself: "sqlite_books"',
  ]);
});

test('a field may not have the name or the column of a fact that every record has', () => {
  const fields = changed(ledgerBooks.fields, 'closedAt', { name: 'createdAt' });
  const columns = changed(ledgerBooks.fields, 'closedAt', {
    storage: { kind: 'column', column: 'created_at', type: 'timestamp' },
  });

  assert.deepEqual(messages(ledgerWith({ fields })), [
    '/models/0/fields/3/name: LedgerBook.createdAt is a fact that every record has already',
  ]);
  assert.deepEqual(messages(ledgerWith({ fields: columns })), [
    '/models/0/fields/3/storage/column: column "created_at" is one that every table has already',
  ]);
});

test('a field may not have the name of a filter of another one', () => {
  const fields = changed(ledgerBooks.fields, 'closedAt', { name: 'name__gte' });

  assert.deepEqual(messages(ledgerWith({ fields })), [
    '/models/0/fields/3/name: LedgerBook.name__gte: a list filters name by this name',
  ]);
});

test('a command and a query may not answer at one path, but a command and a view may', () => {
  const taken = ledgerWith({ queries: changed(ledgerBooks.queries, 'accountBalance', { path: 'rename' }) });
  const beside = ledgerWith({ views: changed(ledgerBooks.views, 'balances', { path: 'rename' }) });

  assert.deepEqual(messages(taken), [
    '/models/0/queries/0/path: path "rename" stands at /models/0/commands/2/path already',
  ]);
  assert.deepEqual(messages(beside), []);
});

test('a command may not hide a route of the framework', () => {
  const contract = ledgerWith({
    commands: changed(ledgerBooks.commands, 'rename', { name: 'views', path: 'views' }),
  });

  assert.deepEqual(messages(contract), [
    '/models/0/commands/2/name: LedgerBook.views would hide a route of the framework',
  ]);
});

test('a constraint covers fields that exist and are no collections', () => {
  const contract = ledgerWith({
    constraints: [
      { kind: 'unique', field: 'nmae', parts: [{ kind: 'part', field: 'nmae', path: [] }] },
      { kind: 'index', field: 'accounts', parts: [{ kind: 'part', field: 'accounts', path: [] }] },
      { kind: 'index', field: 'name', parts: [] },
    ],
  });

  assert.deepEqual(messages(contract), [
    '/models/0/constraints/0/parts/0/field: @unique names LedgerBook.nmae, which does not exist',
    '/models/0/constraints/1/parts/0/field: @index names LedgerBook.accounts, a collection, whose elements it cannot cover',
    '/models/0/constraints/2/parts: @index covers no field',
  ]);
});

test('every error that a method raises is in the contract', () => {
  assert.deepEqual(messages({ ...ledgerContract, errors: [] }), [
    '/models/0/commands/1/errors/0: LedgerBook.createTransfer raises InsufficientFunds, which is no error of the contract',
  ]);
});

test('the binding of a payload agrees with the number of parameters', () => {
  const [openAccount] = ledgerBooks.commands;
  assert.ok(openAccount);
  const none = ledgerWith({
    commands: [{ ...openAccount, input: { ...openAccount.input, binding: 'none' } }],
  });
  const object = ledgerWith({
    commands: [{ ...openAccount, input: { ...openAccount.input, parameters: [] } }],
  });

  assert.deepEqual(messages(none), [
    '/models/0/commands/0/input/parameters: LedgerBook.openAccount takes no payload, but has 1 parameters',
  ]);
  assert.deepEqual(messages(object), [
    '/models/0/commands/0/input/parameters: LedgerBook.openAccount binds its payload to one parameter, but has 0',
  ]);
});

test('every reference leads to a definition of its own model', () => {
  const others = Object.fromEntries(Object.entries(ledgerBooks.$defs).filter(([name]) => name !== 'Leg'));

  assert.deepEqual(messages(ledgerWith({ $defs: others })), [
    '/models/0/$defs/Transfer/properties/from/$ref: #/$defs/Leg is not among the $defs of ledger-books',
    '/models/0/$defs/Transfer/properties/to/$ref: #/$defs/Leg is not among the $defs of ledger-books',
  ]);
});

test('an error has no field that every problem document has, and no reference beyond its own definitions', () => {
  const [accountId] = insufficientFunds.fields;
  assert.ok(accountId);
  const error = {
    ...insufficientFunds,
    fields: [{ ...accountId, name: 'detail', schema: { $ref: '#/$defs/Leg' } }],
  };

  assert.deepEqual(messages({ ...ledgerContract, errors: [error] }), [
    '/errors/0/fields/0/name: error InsufficientFunds has a field "detail", which every problem document has already',
    '/errors/0/fields/0/schema/$ref: #/$defs/Leg is not among the $defs of InsufficientFunds',
  ]);
});
