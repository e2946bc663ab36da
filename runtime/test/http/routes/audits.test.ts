import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookWithAccounts, openLedger } from '../open-ledger.js';

interface Audits {
  readonly items: readonly Record<string, unknown>[];
  readonly [member: string]: unknown;
}

test('the history names who did what and when, newest first, without private fields', async (t) => {
  const app = await openLedger(t, { now: '2026-03-01T12:00:00.000Z', listen: { identify: () => 'ann' } });
  const { id, path } = await bookWithAccounts(app);
  await app.post(`${path}/close`, undefined, { 'if-match': '*', 'x-request-id': 'r-9' });

  const { status, body } = await app.get<Audits>(`${path}/_audits`);

  assert.equal(status, 200);
  assert.deepEqual(
    body.items.map(({ event, version }) => `${String(version)} ${String(event)}`),
    ['4 close', '3 open_account', '2 open_account', '1 create'],
  );
  assert.deepEqual(body.items[0], {
    model: 'ledger-books',
    id,
    version: 4,
    action: 'command',
    event: 'close',
    at: '2026-03-01T12:00:00.000Z',
    actor: 'ann',
    requestId: 'r-9',
    input: {},
    changes: { fields: {}, collections: {} },
  });
});

test('the history is paged', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);

  const { body } = await app.get<Audits>(`${path}/_audits?page=2&perPage=2`);

  assert.deepEqual(
    body.items.map(({ version }) => version),
    [1],
  );
  assert.equal(body['page'], 2);
  assert.equal(body['perPage'], 2);
  assert.equal(body['total'], 3);
  assert.equal(body['totalPages'], 2);
});

for (const query of ['page=0', 'page=1.5', 'perPage=101', 'perPage=', 'page=1&page=2', 'sort=at']) {
  test(`_audits?${query} is a bad request`, async (t) => {
    const app = await openLedger(t);
    const { path } = await bookWithAccounts(app);

    const { status, body } = await app.get(`${path}/_audits?${query}`);

    assert.equal(status, 400);
    assert.equal(body['code'], 'bad_request');
  });
}

test('a record that never was has no history', async (t) => {
  const app = await openLedger(t);

  const { status } = await app.get('/api/ledger-books/0190a0b0-0000-7000-8000-000000000000/_audits');

  assert.equal(status, 404);
});
