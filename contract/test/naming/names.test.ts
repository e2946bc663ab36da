import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  auditEvent,
  collectionTable,
  columnName,
  errorCode,
  isReservedMethodName,
  kebabCase,
  memberPath,
  modelName,
  snakeCase,
  tableName,
} from '../../src/index.js';

test('a name is split into words at capitals, acronyms, digits and separators', () => {
  const cases: Record<string, string> = {
    openAccount: 'open-account',
    LedgerBook: 'ledger-book',
    HTTPServer: 'http-server',
    parseURL: 'parse-url',
    openURLs: 'open-urls',
    isHTTP2Enabled: 'is-http2-enabled',
    Lesson2Item: 'lesson2-item',
    S3Bucket: 's3-bucket',
    line2: 'line2',
    MAX_COUNT: 'max-count',
    _secret: 'secret',
    $price: 'price',
    'ledger-books': 'ledger-books',
    A: 'a',
    größeInMm: 'größe-in-mm',
  };
  for (const [name, kebab] of Object.entries(cases)) {
    assert.equal(kebabCase(name), kebab);
    assert.equal(snakeCase(name), kebab.replaceAll('-', '_'));
  }
});

test('a model is named after its class, with the last word in the plural', () => {
  assert.equal(modelName('LedgerBook'), 'ledger-books');
  assert.equal(modelName('SalesPerson'), 'sales-people');
  assert.equal(modelName('Lesson2Item'), 'lesson2-items');
  assert.equal(modelName('HTTPProxy'), 'http-proxies');
  assert.equal(modelName('Status'), 'statuses');
});

test('tables and columns are snake_case, and a child table joins both with two underscores', () => {
  assert.equal(tableName('ledger-books'), 'ledger_books');
  assert.equal(columnName('openingBalanceMinor'), 'opening_balance_minor');
  assert.equal(collectionTable('ledger_books', 'openItems'), 'ledger_books__open_items');
});

test('a method has a path segment in kebab-case and an audit label in snake_case', () => {
  assert.equal(memberPath('openAccount'), 'open-account');
  assert.equal(auditEvent('openAccount'), 'open_account');
});

test('the code of an error is its class name in snake_case', () => {
  assert.equal(errorCode('InsufficientFunds'), 'insufficient_funds');
  assert.equal(errorCode('QuotaExceededError'), 'quota_exceeded_error');
});

test('a method may not take the place of a route of the framework', () => {
  assert.equal(isReservedMethodName('views'), true);
  assert.equal(isReservedMethodName('_audits'), true);
  assert.equal(isReservedMethodName('viewsOf'), false);
});
