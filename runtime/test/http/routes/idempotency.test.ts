import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestReply } from '../../../src/testing/index.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { holdWait } from '../hold-wait.js';
import { bookWithAccounts, openLedger } from '../open-ledger.js';

/** Everything of an answer that a replay has to repeat. */
function lasting({ status, headers, body }: TestReply<unknown>) {
  const kept = ['content-type', 'etag', 'location', 'cache-control'].map((name) => headers.get(name));
  return { status, kept, body };
}

test('a repeated create is answered as the first was and creates one record', async (t) => {
  const app = await openLedger(t);
  const create = () => app.post('/api/ledger-books', { name: 'Home' }, { 'idempotency-key': 'k-1' });

  const first = await create();
  const second = await create();

  assert.equal(first.status, 201);
  assert.equal(first.headers.get('idempotency-replayed'), null);
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
  assert.deepEqual(lasting(second), lasting(first));
  assert.equal((await app.get('/api/ledger-books')).body['total'], 1);
});

test('a repeated command is answered from the record also after a restart', async (t) => {
  const app = await openLedger(t);
  const { path, ann, bob } = await bookWithAccounts(app);
  const transfer = () =>
    app.post(
      `${path}/create-transfer`,
      { fromAccountId: ann, toAccountId: bob, amountMinor: 400 },
      { 'idempotency-key': 'k-1' },
    );

  const first = await transfer();
  await app.restart();
  const second = await transfer();

  assert.equal(first.status, 204);
  assert.deepEqual(lasting(second), lasting(first));
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
  assert.equal((await app.get<number>(`${path}/account-balance?accountId=${ann}`)).body, 600);
});

test('a repeated removal is answered with 204 again', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const remove = () => app.delete(`/api/ledger-books/${id}`, { 'idempotency-key': 'k-1' });

  assert.equal((await remove()).status, 204);
  const second = await remove();

  assert.equal(second.status, 204);
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
});

test('a refusal by the model is answered again with the correlation id of the first', async (t) => {
  const app = await openLedger(t);
  const { path, ann, bob } = await bookWithAccounts(app);
  const input = { fromAccountId: ann, toAccountId: bob, amountMinor: 2000 };
  const transfer = (requestId: string) =>
    app.post(`${path}/create-transfer`, input, { 'idempotency-key': 'k-1', 'x-request-id': requestId });

  const first = await transfer('r-1');
  const second = await transfer('r-2');

  assert.equal(first.status, 409);
  assert.equal(first.body['correlationId'], 'r-1');
  assert.deepEqual(lasting(second), lasting(first));
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
  assert.equal(second.headers.get('x-request-id'), 'r-2');
});

test('a validation error is not kept: the corrected call runs', async (t) => {
  const app = await openLedger(t);

  const wrong = await app.post('/api/ledger-books', { name: 7 }, { 'idempotency-key': 'k-1' });
  const right = await app.post('/api/ledger-books', { name: 'Home' }, { 'idempotency-key': 'k-1' });

  assert.equal(wrong.status, 422);
  assert.equal(right.status, 201);
});

test('the key belongs to one call: another payload, path, method or If-Match is refused', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const path = `/api/ledger-books/${id}`;
  const key = { 'idempotency-key': 'k-1' };
  await app.post(`${path}/rename`, { name: 'Work' }, key);

  const others = [
    await app.post(`${path}/rename`, { name: 'Shop' }, key),
    await app.post('/api/ledger-books', { name: 'Work' }, key),
    await app.delete(path, key),
    await app.post(`${path}/rename`, { name: 'Work' }, { ...key, 'if-match': '*' }),
  ];

  assert.deepEqual(
    others.map(({ body }) => body['code']),
    Array(4).fill('idempotency_key_reused'),
  );
  assert.deepEqual(
    others.map(({ status }) => status),
    Array(4).fill(422),
  );
});

test('the order of a payload’s members and the quotes of the key do not matter', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const rename = (body: string, key: string) =>
    app.post(`/api/ledger-books/${id}/rename`, body, { 'idempotency-key': key });

  await rename('{"name":"Work","page":3}', 'k-1');
  const second = await rename('{ "page": 3, "name": "Work" }', '"k-1"');

  assert.equal(second.status, 204);
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
});

test('keys of two actors are two keys', async (t) => {
  const app = await openLedger(t, { listen: { identify: ({ headers }) => String(headers['x-user']) } });
  const create = (user: string, name: string) =>
    app.post('/api/ledger-books', { name }, { 'idempotency-key': 'k-1', 'x-user': user });

  assert.equal((await create('ann', 'Home')).status, 201);
  assert.equal((await create('bob', 'Work')).status, 201);
});

test('a duplicate in flight is refused and the command runs once', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const { open } = holdWait();
  const wait = () => app.post(`/api/ledger-books/${id}/wait`, undefined, { 'idempotency-key': 'k-1' });

  const both = [wait(), wait()];
  const refused = await Promise.race(both);
  open();
  const [first, second] = await Promise.all(both);
  const third = await wait();

  assert.equal(refused.status, 409);
  assert.equal(refused.body['code'], 'idempotency_in_progress');
  assert.deepEqual([first!.status, second!.status].sort(), [204, 409]);
  assert.equal(third.headers.get('idempotency-replayed'), 'true');
  assert.equal((await app.get(LedgerBook, id)).version, 2);
});

test('a key that is no key is a bad request', async (t) => {
  const app = await openLedger(t);

  const reply = await app.post('/api/ledger-books', { name: 'Home' }, { 'idempotency-key': 'k'.repeat(256) });

  assert.equal(reply.status, 400);
  assert.equal(reply.body['code'], 'bad_request');
});
