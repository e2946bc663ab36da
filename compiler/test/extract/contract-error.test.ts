import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContractError, ContractErrors, contractOf } from '../../src/contract-error.js';
import { formatDiagnostic } from '../../src/diagnostic.js';
import { compileModel } from './scratch-app.js';

test('a diagnostic reads as place, problem and what to write instead', () => {
  const [diagnostic] = compileModel('@model export class A { onChange = () => 1; }').diagnostics;
  assert.equal(
    formatDiagnostic(diagnostic!),
    'src/model.ts:2:25 - A.onChange: a function cannot be stored. Keep behaviour in methods; store the data it needs.',
  );
});

test('who cannot go on without a contract gets all errors as one, warnings left out', () => {
  const result = compileModel('@model export class A { a: any = 1; b = Symbol(); c = new Date(); }');
  assert.throws(
    () => contractOf(result),
    (error) => {
      assert.ok(error instanceof ContractErrors);
      assert.deepEqual(
        error.errors.map(({ name, code, place }) => [name, code, place.column]),
        [
          ['ContractError', 'any_type', 25],
          ['ContractError', 'symbol_type', 37],
        ],
      );
      assert.ok(error.errors[0] instanceof ContractError);
      assert.equal(
        error.errors[0].hint,
        'Write its type; use `Json` from @persist/runtime for any JSON value.',
      );
      assert.equal(error.message, error.errors.map(({ message }) => message).join('\n'));
      return true;
    },
  );
});

test('a contract with warnings only is a contract', () => {
  const result = compileModel('@model export class A { c = new Date(); }');
  assert.equal(contractOf(result), result.contract);
  assert.deepEqual(
    result.diagnostics.map(({ severity }) => severity),
    ['warning'],
  );
});
