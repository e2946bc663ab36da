import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serialiseContract, type Contract } from '../../src/index.js';
import { insufficientFunds, ledgerContract } from '../fixtures/ledger-contract.js';

/** As JSON, but with the keys of every object turned round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, key === 'properties' ? value[key as keyof typeof value] : turned(each)]),
  );
}

test('the order of keys does not show in the text, but that of properties does', () => {
  assert.equal(serialiseContract(turned(ledgerContract) as Contract), serialiseContract(ledgerContract));
});

test('the text is indented, starts each node with its kind and ends with a line break', () => {
  const [accountId] = insufficientFunds.fields;
  assert.ok(accountId);
  const contract: Contract = {
    contractVersion: 1,
    models: [],
    errors: [{ ...insufficientFunds, fields: [accountId] }],
  };

  assert.equal(
    serialiseContract(contract),
    `{
  "contractVersion": 1,
  "models": [],
  "errors": [
    {
      "kind": "error",
      "name": "InsufficientFunds",
      "status": 409,
      "code": "insufficient_funds",
      "fields": [
        {
          "kind": "parameter",
          "name": "accountId",
          "optional": false,
          "schema": {
            "type": "string"
          }
        }
      ],
      "$defs": {}
    }
  ]
}
`,
  );
});
