import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidContractError, parseContract, serialiseContract, validateContract } from '../../src/index.js';
import { ledgerBooks, ledgerContract } from '../fixtures/ledger-contract.js';
import { changed, ledgerWith } from '../fixtures/changed.js';

function refusal(document: unknown): InvalidContractError {
  try {
    validateContract(document, 'dist/contract.json');
  } catch (error) {
    assert.ok(error instanceof InvalidContractError);
    return error;
  }
  assert.fail('the document was accepted');
}

test('a contract that was written can be read', () => {
  assert.deepEqual(parseContract(serialiseContract(ledgerContract), 'contract.json'), ledgerContract);
});

test('a text that is no JSON is refused with the place and what to run', () => {
  assert.throws(() => parseContract('{"contractVersion":', 'dist/contract.json'), {
    name: 'InvalidContractError',
    code: 'contract_unreadable',
    place: 'dist/contract.json',
    path: '',
    message: /^dist\/contract\.json: not JSON: .*\. Run `persist build` to write it anew\.$/,
  });
});

test('a document of a newer version says to update, whatever else it holds', () => {
  const error = refusal({ contractVersion: 2, aggregates: [] });

  assert.equal(error.code, 'contract_version_unsupported');
  assert.equal(
    error.message,
    'dist/contract.json at /contractVersion: version 2 is not supported, only 1 is. ' +
      'Update the @persist packages of the app to the version that built it.',
  );
});

test('a document of an older version says to build again', () => {
  assert.equal(refusal({ contractVersion: 0 }).hint, 'Run `persist build` to write it anew.');
});

for (const value of [null, [], 'contract', {}, { models: [] }]) {
  test(`${JSON.stringify(value)} is no contract`, () => {
    assert.equal(refusal(value).code, 'contract_malformed');
  });
}

test('every malformed place is named with what was expected and what was found', () => {
  const [field] = ledgerBooks.fields;
  const document = ledgerWith({
    fields: [
      {
        ...field,
        storage: { kind: 'blob' },
        readonly: 'no',
      } as unknown as (typeof ledgerBooks.fields)[number],
    ],
    schemaVersion: 0,
  });

  assert.deepEqual(refusal(document).problems, [
    { path: '/models/0/schemaVersion', message: 'expected an integer from 1, found 0' },
    { path: '/models/0/fields/0/readonly', message: 'expected true or false, found "no"' },
    {
      path: '/models/0/fields/0/storage',
      message:
        'expected a node of kind "column", a node of kind "json" or a node of kind "collection", found a node of kind "blob"',
    },
  ]);
});

test('a missing key and an unknown key are told apart', () => {
  const model = { ...ledgerBooks, patch: undefined, patches: true };
  const document = { ...ledgerContract, models: [model] };

  assert.deepEqual(refusal(document).problems, [
    { path: '/models/0/patches', message: 'a node of kind "model" has no such key' },
    { path: '/models/0/patch', message: 'expected true or false, found nothing' },
  ]);
});

test('what no validator could check is refused when the contract is read, not at the first call', () => {
  const document = ledgerWith({
    $defs: { Code: { type: 'string', pattern: '[' }, Colour: { type: 'string', format: 'colour' } },
  });

  const [pattern, format] = refusal(document).problems.filter(({ path }) => path.includes('$defs/Co'));
  assert.deepEqual(pattern, {
    path: '/models/0/$defs/Code/pattern',
    message: 'expected a regular expression, found "["',
  });
  assert.equal(format!.path, '/models/0/$defs/Colour/format');
  assert.match(format!.message, /^expected "byte", .* or "uuid", found "colour"$/);
});

test('a keyword that the compiler never writes is refused inside a schema', () => {
  const document = ledgerWith({ $defs: { ...ledgerBooks.$defs, 'a/b': { oneOf: [] } as object } });

  assert.deepEqual(refusal(document).problems, [
    { path: '/models/0/$defs/a~1b/oneOf', message: 'a schema has no such key' },
  ]);
});

test('the message holds the first problem and counts the others', () => {
  const error = refusal(ledgerWith({ schemaVersion: 0, patch: 1 as unknown as boolean }));

  assert.equal(
    error.message,
    'dist/contract.json at /models/0/schemaVersion: expected an integer from 1, found 0 (and 1 more). ' +
      'Run `persist build` to write it anew.',
  );
  assert.equal(error.path, '/models/0/schemaVersion');
});

test('two fields in one column are refused', () => {
  const document = ledgerWith({
    fields: changed(ledgerBooks.fields, 'lastNote', { storage: { kind: 'json', column: 'name' } }),
  });

  const error = refusal(document);

  assert.equal(error.code, 'contract_inconsistent');
  assert.deepEqual(error.problems, [
    {
      path: '/models/0/fields/4/storage/column',
      message: 'column "name" stands at /models/0/fields/0/storage/column already',
    },
  ]);
});
