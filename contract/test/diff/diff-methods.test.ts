import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommandNode, InputNode, JsonSchema, ParameterNode } from '../../src/index.js';
import { changed, ledgerWith } from '../fixtures/changed.js';
import { ledgerBooks, ledgerContract } from '../fixtures/ledger-contract.js';
import { listedChanges } from '../fixtures/listed-changes.js';

const { commands, queries, views, create } = ledgerBooks;

function whenChanged(name: string, change: Partial<CommandNode>): readonly string[] {
  return listedChanges(ledgerContract, ledgerWith({ commands: changed(commands, name, change) }));
}

/** The input of `openAccount` with another payload. */
function payload(change: (schema: JsonSchema) => JsonSchema): InputNode {
  const { input } = commands[0]!;
  return { ...input, schema: change(input.schema) };
}

function withProperty(name: string, schema: JsonSchema): (payload: JsonSchema) => JsonSchema {
  return (former) => ({ ...former, properties: { ...former.properties, [name]: schema } });
}

test('a renamed command is gone and another is new', () => {
  assert.deepEqual(whenChanged('rename', { name: 'renameTo', path: 'rename-to' }), [
    '-! ledger-books.commands.rename is gone',
    '+  ledger-books.commands.renameTo is new',
  ]);
});

test('a new optional property of a payload is compatible, a new required one is breaking', () => {
  const optional = payload(withProperty('note', { type: 'string' }));
  const required = {
    ...optional,
    schema: { ...optional.schema, required: [...optional.schema.required!, 'note'] },
  };

  assert.deepEqual(whenChanged('openAccount', { input: optional }), [
    '+  ledger-books.commands.openAccount.input.note is new and may be given',
  ]);
  assert.deepEqual(whenChanged('openAccount', { input: required }), [
    '+! ledger-books.commands.openAccount.input.note is new and must be given',
  ]);
});

test('a property that must be given, or is refused, breaks callers', () => {
  const fewer = payload((schema) => ({
    ...schema,
    properties: {
      ownerName: { type: 'string', minLength: 1 },
      openingBalanceMinor: { type: 'integer', minimum: 0 },
    },
    required: ['ownerName', 'openingBalanceMinor'],
  }));
  const looser = payload((schema) => ({ ...schema, required: ['ownerName'] }));

  assert.deepEqual(whenChanged('openAccount', { input: fewer }), [
    '-! ledger-books.commands.openAccount.input.currency is refused now',
  ]);
  assert.deepEqual(whenChanged('openAccount', { input: looser }), [
    '~  ledger-books.commands.openAccount.input.currency may be left out now',
    '~  ledger-books.commands.openAccount.input.openingBalanceMinor may be left out now',
  ]);
  assert.deepEqual(
    listedChanges(
      ledgerWith({ commands: changed(commands, 'openAccount', { input: looser }) }),
      ledgerContract,
    ),
    [
      '~! ledger-books.commands.openAccount.input.currency must be given now',
      '~! ledger-books.commands.openAccount.input.openingBalanceMinor must be given now',
    ],
  );
});

test('a payload that accepts less is breaking, one that accepts more is compatible', () => {
  const longer = payload(withProperty('ownerName', { type: 'string', minLength: 2 }));
  const nullable = payload(withProperty('ownerName', { type: ['string', 'null'] }));

  assert.deepEqual(whenChanged('openAccount', { input: longer }), [
    '~! ledger-books.commands.openAccount.input.ownerName accepts less than before: string (minLength 2) (was string (minLength 1))',
  ]);
  assert.deepEqual(whenChanged('openAccount', { input: nullable }), [
    '~  ledger-books.commands.openAccount.input.ownerName accepts more than before: string | null (was string (minLength 1))',
  ]);
});

test('a second parameter beside an object changes the payload', () => {
  const { input } = commands[0]!;
  const note: ParameterNode = { kind: 'parameter', name: 'note', optional: true, schema: { type: 'string' } };
  const named: InputNode = {
    kind: 'input',
    binding: 'named',
    parameters: [...input.parameters, note],
    schema: {
      type: 'object',
      properties: { input: input.schema, note: note.schema },
      required: ['input'],
      additionalProperties: false,
    },
  };

  assert.deepEqual(whenChanged('openAccount', { input: named }), [
    '~! ledger-books.commands.openAccount.input was one object that is the payload, and binds by name now: ' +
      'adding a second parameter changes the payload; put the new value into the object instead',
  ]);
  assert.deepEqual(
    listedChanges(
      ledgerWith({ commands: changed(commands, 'openAccount', { input: named }) }),
      ledgerContract,
    ),
    [
      '~! ledger-books.commands.openAccount.input bound by name, and is one object now: ' +
        'its properties stand where the parameters did',
    ],
  );
});

test('a parameter that becomes an object with the same payload is no change', () => {
  const { input } = commands.find((command) => command.name === 'rename')!;

  assert.deepEqual(whenChanged('rename', { input: { ...input, binding: 'object' } }), []);
});

test('a first parameter may be added if it is optional', () => {
  const { input } = views[0]!;
  const parameter: ParameterNode = {
    kind: 'parameter',
    name: 'currency',
    optional: true,
    schema: { type: 'string' },
  };
  const after: InputNode = {
    ...input,
    binding: 'named',
    parameters: [parameter],
    schema: withProperty('currency', { type: 'string' })(input.schema),
  };

  assert.deepEqual(
    listedChanges(ledgerContract, ledgerWith({ views: changed(views, 'balances', { input: after }) })),
    ['+  ledger-books.views.balances.input.currency is new and may be given'],
  );
});

test('a result that appears or goes changes the status', () => {
  assert.deepEqual(whenChanged('rename', { result: { type: 'string' } }), [
    '+! ledger-books.commands.rename.result is new: answers 200 (was 204)',
  ]);
  assert.deepEqual(whenChanged('openAccount', { result: null }), [
    '-! ledger-books.commands.openAccount.result is gone: answers 204 (was 200)',
  ]);
});

test('a result may narrow but not widen', () => {
  const narrower = changed(queries, 'accountBalance', { result: { type: 'integer', minimum: 0 } });
  const wider = changed(queries, 'accountBalance', { result: { type: 'number' } });

  assert.deepEqual(listedChanges(ledgerContract, ledgerWith({ queries: narrower })), [
    '~  ledger-books.queries.accountBalance.result holds fewer values than before: integer (minimum 0) (was integer)',
  ]);
  assert.deepEqual(listedChanges(ledgerContract, ledgerWith({ queries: wider })), [
    '~! ledger-books.queries.accountBalance.result may hold values that it did not before: number (was integer)',
  ]);
});

test('a query that takes its arguments elsewhere answers at another route', () => {
  const after = ledgerWith({ queries: changed(queries, 'accountBalance', { transport: 'body' }) });

  assert.deepEqual(listedChanges(ledgerContract, after), [
    '~! ledger-books.queries.accountBalance answers at POST /{id}/account-balance (was GET /{id}/account-balance)',
  ]);
});

test('errors may come and go', () => {
  assert.deepEqual(whenChanged('rename', { errors: ['InsufficientFunds'] }), [
    '+  ledger-books.commands.rename.errors.InsufficientFunds may be raised now',
  ]);
  assert.deepEqual(whenChanged('createTransfer', { errors: [] }), [
    '-  ledger-books.commands.createTransfer.errors.InsufficientFunds is no longer raised',
  ]);
});

test('a command that demands If-Match breaks callers that do not send it', () => {
  assert.deepEqual(whenChanged('rename', { requireIfMatch: true }), [
    '~! ledger-books.commands.rename.requireIfMatch calls must send If-Match now',
  ]);
});

test('another audit label is told, and another topic breaks its subscribers', () => {
  const change = { audit: { kind: 'audit-label', event: 'moved' }, outbox: 'transfers.made' } as const;

  assert.deepEqual(whenChanged('createTransfer', change), [
    '~  ledger-books.commands.createTransfer.audit is labelled moved (was create_transfer)',
    '~! ledger-books.commands.createTransfer.outbox results no longer go to "transfers.created"',
  ]);
  assert.deepEqual(whenChanged('rename', { outbox: 'books.renamed' }), [
    '+  ledger-books.commands.rename.outbox results go to "books.renamed" now',
  ]);
});

test('the parameters of the constructor are the payload of create', () => {
  const input: InputNode = {
    ...create.input,
    schema: {
      type: 'object',
      properties: { name: { type: 'string' } },
      required: ['name'],
      additionalProperties: false,
    },
  };

  assert.deepEqual(listedChanges(ledgerContract, ledgerWith({ create: { ...create, input } })), [
    '~  ledger-books.create.input.name accepts more than before: string (was string (minLength 1))',
  ]);
});

test('invariants are listed as they come and go', () => {
  const [invariant] = ledgerBooks.invariants;
  assert.ok(invariant);
  const after = ledgerWith({ invariants: [{ ...invariant, name: 'nameIsShort' }] });

  assert.deepEqual(listedChanges(ledgerContract, after), [
    '-  ledger-books.invariants.journalEqualsStored is no longer checked',
    '+  ledger-books.invariants.nameIsShort is checked after every command now',
  ]);
});
