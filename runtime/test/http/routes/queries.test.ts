import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookWithAccounts, openLedger } from '../open-ledger.js';

test('a query is answered with its result and the version it read', async (t) => {
  const app = await openLedger(t);
  const { path, ann } = await bookWithAccounts(app);

  const reply = await app.get<number>(`${path}/account-balance?accountId=${ann}`);

  assert.equal(reply.status, 200);
  assert.equal(reply.body, 1000);
  assert.equal(reply.headers.get('etag'), '"3"');
});

test('what a query or view computes is kept nowhere and never 304: it may change while the version stays', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);

  for (const url of [`${path}/has-tag?tag=x`, `${path}/views/balances`, '/api/ledger-books', `${path}/_audits`]) {
    const reply = await app.get(url, { 'if-none-match': '"3"' });
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('cache-control'), 'no-store');
  }
});

test('arguments of a query string become what their types say', async (t) => {
  const app = await openLedger(t);
  const { path, ann } = await bookWithAccounts(app);
  const found = async (query: string) =>
    (await app.get<{ id: string }[]>(`${path}/find-accounts?${query}`)).body;

  assert.deepEqual(
    (await found('minimumMinor=0&rich=true')).map(({ id }) => id),
    [ann],
  );
  assert.equal((await found('minimumMinor=0&rich=false')).length, 2);
  assert.equal((await found('minimumMinor=-1.5')).length, 2);
});

test('a list is written by repeating its parameter, once for a list of one', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);
  const found = async (query: string) =>
    (await app.get<unknown[]>(`${path}/find-accounts?minimumMinor=0&${query}`)).body;

  assert.equal((await found('currencies=EUR')).length, 2);
  assert.equal((await found('currencies=USD&currencies=EUR')).length, 2);
  assert.equal((await found('currencies=USD')).length, 0);
});

test('text stays text, whatever it looks like', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);
  await app.post(`${path}/label`, { tags: ['7', 'true'] });

  assert.equal((await app.get<boolean>(`${path}/has-tag?tag=7`)).body, true);
  assert.equal((await app.get<boolean>(`${path}/has-tag?tag=true`)).body, true);
  assert.equal((await app.get<boolean>(`${path}/has-tag?tag=`)).body, false);
});

const wrong = [
  ['find-accounts?minimumMinor=many', 'minimumMinor', 'must be a number'],
  ['find-accounts?minimumMinor=', 'minimumMinor', 'must be a number'],
  ['find-accounts?minimumMinor=1&rich=yes', 'rich', 'must be true or false'],
  ['find-accounts', 'minimumMinor', 'is required'],
  [
    'find-accounts?minimumMinor=1&limit=1',
    'limit',
    'is not a known property; known are minimumMinor, rich, currencies',
  ],
  ['has-tag?tag=a&tag=b', 'tag', 'must be a string'],
] as const;

for (const [query, path, message] of wrong) {
  test(`${query} is a bad request that names the argument`, async (t) => {
    const app = await openLedger(t);
    const book = await bookWithAccounts(app);

    const { status, body } = await app.get(`${book.path}/${query}`);

    assert.equal(status, 400);
    assert.equal(body['code'], 'bad_request');
    assert.deepEqual(body['errors'], [{ path, message }]);
  });
}

test('a query with input in the body is posted', async (t) => {
  const app = await openLedger(t);
  const { path, ann, bob } = await bookWithAccounts(app);

  const reply = await app.post(`${path}/simulate`, {
    fromAccountId: ann,
    toAccountId: bob,
    amountMinor: 5000,
  });

  assert.equal(reply.status, 200);
  assert.deepEqual(reply.body, { possible: false });
});

test('a posted query that breaks its contract is a validation error', async (t) => {
  const app = await openLedger(t);
  const { path, ann } = await bookWithAccounts(app);

  const { status, body } = await app.post(`${path}/simulate`, { fromAccountId: ann, amountMinor: 0 });

  assert.equal(status, 422);
  assert.deepEqual(body['errors'], [
    { path: 'toAccountId', message: 'is required' },
    { path: 'amountMinor', message: 'must be at least 1' },
  ]);
});

test('a query can refuse with an error of the model', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);

  const { status, body } = await app.get(`${path}/account-balance?accountId=x`);

  assert.equal(status, 404);
  assert.equal(body['code'], 'account_not_found');
  assert.equal(body['accountId'], 'x');
});
