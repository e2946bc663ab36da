import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldNode, ModelNode } from '../../src/index.js';
import { changed, ledgerWith } from '../fixtures/changed.js';
import { ledgerBooks, ledgerContract } from '../fixtures/ledger-contract.js';
import { listedChanges } from '../fixtures/listed-changes.js';

const { fields, $defs } = ledgerBooks;

const owner: FieldNode = {
  kind: 'field',
  name: 'owner',
  visibility: 'public',
  readonly: false,
  optional: false,
  schema: { type: 'string' },
  storage: { kind: 'column', column: 'owner', type: 'text' },
};

/** What becomes of the ledger when the field has other values for some keys. */
function whenChanged(
  name: string,
  change: Partial<FieldNode>,
  model: Partial<ModelNode> = {},
): readonly string[] {
  return listedChanges(ledgerContract, ledgerWith({ fields: changed(fields, name, change), ...model }));
}

test('a new field needs a value for records stored before', () => {
  const fillIn = 'give it an initialiser, or make it optional';

  assert.deepEqual(listedChanges(ledgerContract, ledgerWith({ fields: [...fields, owner] })), [
    `+! ledger-books.fields.owner is new, but stored records have no value for it: ${fillIn}`,
  ]);
});

for (const [how, field, schemaVersion] of [
  ['optional', { ...owner, optional: true }, 1],
  ['has an initialiser', { ...owner, default: '' }, 1],
  ['comes with an upgrade step', owner, 2],
] as const) {
  test(`a new field that ${how === 'optional' ? 'is optional' : how} is compatible`, () => {
    const changes = listedChanges(ledgerContract, ledgerWith({ fields: [...fields, field], schemaVersion }));

    assert.deepEqual(changes.slice(schemaVersion - 1), ['+  ledger-books.fields.owner is new']);
  });
}

test('a removed public field is missed by readers, whatever becomes of stored records', () => {
  const without = fields.filter((field) => field.name !== 'closedAt');

  assert.deepEqual(
    listedChanges(ledgerContract, ledgerWith({ fields: without, constraints: [], schemaVersion: 2 })),
    [
      '~  ledger-books.schemaVersion is 2 (was 1)',
      '-! ledger-books.fields.closedAt is gone from records',
      '-  ledger-books.constraints.unique(name) is gone',
    ],
  );
});

test('a removed private field is breaking, since stored records hold it', () => {
  const without = fields.filter((field) => field.name !== 'transferCount');

  assert.deepEqual(listedChanges(ledgerContract, ledgerWith({ fields: without })), [
    '-! ledger-books.fields.transferCount is gone, but stored records hold it: keep it as long as they matter',
  ]);
  assert.deepEqual(
    listedChanges(ledgerContract, ledgerWith({ fields: without, schemaVersion: 2 })).slice(1),
    ['-  ledger-books.fields.transferCount is gone'],
  );
});

test('a field that becomes private is gone from records, and one that becomes public is new there', () => {
  assert.deepEqual(whenChanged('closedAt', { visibility: 'private' }), [
    '~! ledger-books.fields.closedAt is private now and gone from records',
  ]);
  assert.deepEqual(whenChanged('transferCount', { visibility: 'public' }), [
    '~  ledger-books.fields.transferCount is public now',
  ]);
});

test('a public field that may be absent breaks readers; a private one nobody', () => {
  assert.deepEqual(whenChanged('name', { optional: true }), [
    '~! ledger-books.fields.name may be absent now',
  ]);
  assert.deepEqual(whenChanged('transferCount', { optional: true }), [
    '~  ledger-books.fields.transferCount may be absent now',
  ]);
});

test('a field that must be present needs a value for records that lack it', () => {
  const [change] = whenChanged('closedAt', { optional: false });

  assert.match(
    change ?? '',
    /^~! ledger-books\.fields\.closedAt must be present, but stored records may lack it: give/,
  );
  assert.deepEqual(whenChanged('closedAt', { optional: false, default: '2020-01-01T00:00:00.000Z' }), [
    '~  ledger-books.fields.closedAt is always present now',
    '~  ledger-books.fields.closedAt has the default "2020-01-01T00:00:00.000Z" (was none)',
  ]);
});

test('a field of another type breaks readers and moves to another column', () => {
  const change = {
    schema: { type: 'number' },
    storage: { kind: 'column', column: 'name', type: 'number' },
  } as const;

  assert.deepEqual(whenChanged('name', change), [
    '~! ledger-books.fields.name holds other values than before: number (was string (minLength 1))',
    '~! ledger-books.fields.name is kept in the number column name (was the text column name): give the new shape a field name of its own',
  ]);
});

test('a narrower field pleases readers, but stored values may not fit', () => {
  const schema = { type: 'string', minLength: 1, maxLength: 40 } as const;
  const narrower =
    'holds fewer values than before: string (minLength 1, maxLength 40) (was string (minLength 1))';

  assert.deepEqual(whenChanged('name', { schema }, { schemaVersion: 2 }).slice(1), [
    `~  ledger-books.fields.name ${narrower}`,
  ]);
  assert.deepEqual(whenChanged('name', { schema }), [
    `~  ledger-books.fields.name ${narrower}`,
    '~! ledger-books.fields.name stored values may not fit its type any more, ' +
      'string (minLength 1, maxLength 40) (was string (minLength 1)): give the new shape a field name of its own',
  ]);
});

test('a wider field may hold what readers do not expect', () => {
  assert.deepEqual(whenChanged('name', { schema: { type: 'string' } }), [
    '~! ledger-books.fields.name may hold values that it did not before: string (was string (minLength 1))',
  ]);
});

test('a change inside a named type is told once for each place that shows it', () => {
  const Account = {
    ...$defs['Account'],
    properties: { ...$defs['Account']?.properties, iban: { type: 'string' } },
  } as const;

  assert.deepEqual(listedChanges(ledgerContract, ledgerWith({ $defs: { ...$defs, Account } })), [
    '+  ledger-books.fields.accounts[].iban is new',
    '+  ledger-books.commands.openAccount.result.iban is new',
  ]);
});

test('a new required property of an element is missing in stored elements', () => {
  const Account = {
    ...$defs['Account'],
    properties: { ...$defs['Account']?.properties, iban: { type: 'string' } },
    required: [...($defs['Account']?.required ?? []), 'iban'],
  } as const;

  assert.deepEqual(listedChanges(ledgerContract, ledgerWith({ $defs: { ...$defs, Account } })), [
    '+  ledger-books.fields.accounts[].iban is new',
    '~! ledger-books.fields.accounts stored values may not fit its type any more: give the new shape a field name of its own',
    '+  ledger-books.commands.openAccount.result.iban is new',
  ]);
});

test('a change inside a recursive type is told where it is met first', () => {
  const Leg = {
    ...$defs['Leg'],
    properties: { ...$defs['Leg']?.properties, memo: { type: 'string' } },
  } as const;

  assert.deepEqual(listedChanges(ledgerContract, ledgerWith({ $defs: { ...$defs, Leg } })), [
    '+  ledger-books.fields.transfers[].from.memo is new',
    '+  ledger-books.fields.transfers[].to.memo is new',
    '+  ledger-books.commands.createTransfer.result.from.memo is new',
    '+  ledger-books.commands.createTransfer.result.to.memo is new',
  ]);
});

test('fields that are patched may not become read-only', () => {
  const patched = ledgerWith({ patch: true });
  const frozen = ledgerWith({ patch: true, fields: changed(fields, 'name', { readonly: true }) });

  assert.deepEqual(listedChanges(patched, frozen), ['~! ledger-books.fields.name can no longer be patched']);
  assert.deepEqual(listedChanges(frozen, patched), ['~  ledger-books.fields.name can be patched now']);
  assert.deepEqual(whenChanged('name', { readonly: true }), []);
});
