import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookWithAccounts, openLedger } from '../open-ledger.js';

test('a getter is a view', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);

  const reply = await app.get(`${path}/views/balances`);

  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('etag'), '"3"');
  assert.deepEqual(reply.body, [
    { label: 'Ann', amountMinor: 1000 },
    { label: 'Bob', amountMinor: 0 },
  ]);
});

test('a view with optional arguments takes them from the query string', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);

  assert.deepEqual((await app.get(`${path}/views/owners`)).body, ['Ann', 'Bob']);
  assert.deepEqual((await app.get(`${path}/views/owners?startsWith=B`)).body, ['Bob']);
});

test('a view without arguments takes none', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);

  const { status, body } = await app.get(`${path}/views/balances?currency=EUR`);

  assert.equal(status, 400);
  assert.deepEqual(body['errors'], [{ path: 'currency', message: 'is not a known property; none are' }]);
});

test('a view with input in the body is posted', async (t) => {
  const app = await openLedger(t);
  const { path, ann } = await bookWithAccounts(app);

  assert.deepEqual((await app.post(`${path}/views/statement`, { accountId: ann })).body, [
    { label: 'Ann', amountMinor: 1000 },
  ]);
  assert.equal((await app.get(`${path}/views/statement`)).status, 405);
});
