import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractHash, modelHash, type ModelNode } from '../../src/index.js';
import { ledgerBooks, ledgerContract } from '../fixtures/ledger-contract.js';
import { changed, ledgerWith } from '../fixtures/changed.js';

const hash = contractHash(ledgerContract);

test('a hash is SHA-256 in hex', () => {
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.match(modelHash(ledgerBooks), /^[0-9a-f]{64}$/);
});

test('the order of keys does not count', () => {
  const { contractVersion, models, errors } = ledgerContract;

  assert.equal(contractHash({ errors, models, contractVersion }), hash);
});

test('comments and source lines do not count, in nodes and in schemas', () => {
  const commented = ledgerWith({
    description: 'Other words.',
    source: { kind: 'source', file: 'src/ledger.ts', line: 99 },
    $defs: { ...ledgerBooks.$defs, Account: { ...ledgerBooks.$defs['Account'], description: 'An account.' } },
  });

  assert.equal(contractHash(commented), hash);
});

test('a property that is called description or source counts', () => {
  const withProperty = (name: string): string =>
    contractHash(
      ledgerWith({
        $defs: {
          ...ledgerBooks.$defs,
          AuditNote: { type: 'object', properties: { [name]: { type: 'string' } } },
        },
      }),
    );

  assert.notEqual(withProperty('description'), withProperty('source'));
});

const changes: Record<string, Partial<ModelNode>> = {
  'another schema version': { schemaVersion: 2 },
  'another column': {
    fields: changed(ledgerBooks.fields, 'closedAt', {
      storage: { kind: 'column', column: 'closed', type: 'timestamp' },
    }),
  },
  'another default': { fields: changed(ledgerBooks.fields, 'transferCount', { default: 1 }) },
  'another pattern': { $defs: { ...ledgerBooks.$defs, Leg: { type: 'object' } } },
};

for (const [name, change] of Object.entries(changes)) {
  test(`${name} gives another hash`, () => {
    assert.notEqual(contractHash(ledgerWith(change)), hash);
    assert.notEqual(modelHash({ ...ledgerBooks, ...change }), modelHash(ledgerBooks));
  });
}
