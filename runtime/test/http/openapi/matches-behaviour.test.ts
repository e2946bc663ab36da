import { test } from 'node:test';
import type { OpenApiDocument } from '../../../src/http/openapi/document.js';
import { bookWithAccounts, openLedger } from '../open-ledger.js';
import { assertDescribed } from './described-answer.js';

type Call = readonly [method: string, path: string, body?: unknown, headers?: Record<string, string>];

test('every answer of the service is one that its document describes', async (t) => {
  const app = await openLedger(t);
  t.mock.method(process.stderr, 'write', () => true);
  const document = (await app.get<OpenApiDocument>('/_openapi.json')).body;
  const { path, ann, bob } = await bookWithAccounts(app);
  const transfer = { fromAccountId: ann, toAccountId: bob, amountMinor: 1 };

  const calls: readonly Call[] = [
    ['POST', '/api/ledger-books', { name: 'Work' }, { 'idempotency-key': 'k-1' }],
    ['POST', '/api/ledger-books', { name: 'Work' }, { 'idempotency-key': 'k-1' }],
    ['POST', '/api/ledger-books', { name: 'Shop' }, { 'idempotency-key': 'k-1' }],
    ['POST', '/api/ledger-books', { name: 'Work' }],
    ['POST', '/api/ledger-books', { name: 7 }],
    ['POST', '/api/ledger-books', '{'],
    ['POST', '/api/ledger-books', '{}', { 'content-type': 'text/plain' }],
    ['GET', '/api/ledger-books?sort=-name&perPage=1'],
    ['GET', '/api/ledger-books?sort=nothing'],
    ['GET', '/api/ledger-books?perPage=1'],
    ['GET', `/api/ledger-books?title=${'x'.repeat(9000)}`],
    ['GET', path],
    ['GET', `${path}?version=1`],
    ['GET', `${path}?version=1`, undefined, { 'if-none-match': '"1"' }],
    ['GET', `${path}?asOf=2999-01-01T00:00:00Z`],
    ['GET', `${path}?version=99`],
    ['GET', `${path}?version=x`],
    ['GET', path, undefined, { 'if-none-match': '*' }],
    ['GET', '/api/ledger-books/0190a0b0-0000-7000-8000-000000000000'],
    ['POST', `${path}/open-account`, { ownerName: 'Cy', currency: 'EUR', openingBalanceMinor: 0 }],
    ['POST', `${path}/create-transfer`, transfer],
    ['POST', `${path}/create-transfer`, transfer, { 'if-match': '"1"' }],
    ['POST', `${path}/create-transfer`, { ...transfer, amountMinor: 5000 }],
    ['POST', `${path}/create-transfer`, { ...transfer, toAccountId: 'x' }],
    ['POST', `${path}/label`, { tags: ['a'], limitMinor: '7' }],
    ['POST', `${path}/explode`],
    ['GET', `${path}/account-balance?accountId=${ann}`],
    ['GET', `${path}/account-balance?accountId=x`],
    ['GET', `${path}/account-balance`],
    ['GET', `${path}/find-accounts?minimumMinor=0`],
    ['POST', `${path}/simulate`, transfer],
    ['POST', `${path}/simulate`, {}],
    ['GET', `${path}/views/balances`],
    ['GET', `${path}/views/owners`],
    ['POST', `${path}/views/statement`, { accountId: bob }],
    ['POST', `${path}/close`],
    ['POST', `${path}/close`, undefined, { 'if-match': '*' }],
    ['POST', `${path}/open-account`, { ownerName: 'Di', currency: 'EUR', openingBalanceMinor: 0 }],
    ['GET', `${path}/_audits`],
    ['GET', `${path}/_audits?perPage=1&event=create&version__gte=1`],
    ['GET', `${path}/_audits?nothing=1`],
    ['DELETE', path, undefined, { 'if-match': '"1"' }],
    ['DELETE', path],
  ];
  for (const [method, called, body, headers] of calls) {
    const reply = await app.request<unknown>(method, called, { body, headers });
    assertDescribed(document, { method, path: called }, reply);
  }
});
