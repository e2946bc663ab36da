import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestApp } from '../../../src/testing/index.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

const bulk = '/api/ledger-books/_bulk';
const account = { ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 5 };

test('a bulk call answers how many records were changed, without a tag', async (t) => {
  const app = await openLedger(t);
  const ids = await books(app, 3);

  const reply = await app.post(`${bulk}/open-account`, { ids, input: account });

  assert.equal(reply.status, 200);
  assert.deepEqual(reply.body, { requested: 3, processed: 3 });
  assert.equal(reply.headers.get('etag'), null);
  for (const id of ids) {
    const { version, accounts } = await app.get(LedgerBook, id);
    assert.deepEqual([version, (accounts as { ownerName: string }[])[0]!.ownerName], [2, 'Ann']);
  }
});

test('a bulk call of a command without input names ids, and an empty input at most, as the single call does', async (t) => {
  const app = await openLedger(t);
  const ids = await books(app, 2);

  assert.equal((await app.post(`${bulk}/wait`, { ids })).status, 200);
  assert.equal((await app.post(`${bulk}/wait`, { ids, input: {} })).status, 200);
  assert.equal((await app.post(`/api/ledger-books/${ids[0]}/wait`, {})).status, 204);
  for (const input of [null, { more: 1 }]) {
    assert.equal((await app.post(`${bulk}/wait`, { ids, input })).status, 422);
  }
});

test('a bulk call that breaks its contract is refused with the places', async (t) => {
  const app = await openLedger(t);
  const [id] = await books(app, 1);

  const reply = await app.post(`${bulk}/open-account`, { ids: [id, id, 'x'], input: { ...account, ownerName: '' } });

  assert.equal(reply.status, 422);
  assert.deepEqual(new Set(reply.body['errors'] as unknown[]), new Set([
    { path: 'ids', message: 'must not hold the same item twice' },
    { path: 'ids[2]', message: 'must be a UUID' },
    { path: 'input.ownerName', message: 'must not be empty' },
  ]));
  assert.equal((await app.post(`${bulk}/open-account`)).status, 400);
});

test('a bulk call with unknown ids is answered with 404 and lists them', async (t) => {
  const app = await openLedger(t);
  const [id] = await books(app, 1);
  const unknown = '0190a0b0-0000-7000-8000-000000000000';

  const { status, body } = await app.post(`${bulk}/open-account`, { ids: [id, unknown], input: account });

  assert.equal(status, 404);
  assert.equal(body['code'], 'not_found');
  assert.deepEqual(body['ids'], [unknown]);
  assert.equal((await app.get(LedgerBook, id!)).version, 1);
});

test('a record that refuses is named in the problem, beside the public fields of its error', async (t) => {
  const app = await openLedger(t);
  const [one, other] = await books(app, 2);

  const transfer = { fromAccountId: 'a', toAccountId: 'b', amountMinor: 1 };
  const { status, body } = await app.post(`${bulk}/create-transfer`, { ids: [one, other], input: transfer }, { 'x-request-id': 'r-1' });

  assert.equal(status, 404);
  assert.deepEqual(body, {
    type: 'urn:persist:problem:account_not_found',
    title: 'Account not found',
    status: 404,
    detail: 'the book has no account a',
    code: 'account_not_found',
    instance: '/api/ledger-books/_bulk/create-transfer',
    correlationId: 'r-1',
    accountId: 'a',
    recordId: one,
  });
});

test('a unique violation of a bulk call names field and record', async (t) => {
  const app = await openLedger(t);
  const [one, other] = await books(app, 2);

  const { status, body } = await app.post(`${bulk}/rename`, { ids: [one, other], input: { name: 'Same' } });

  assert.deepEqual([status, body['code'], body['field'], body['recordId']], [409, 'unique_conflict', 'name', other]);
  assert.equal((await app.get(LedgerBook, one!))['name'], 'Book 0');
});

test('a bulk call takes no If-Match, and a command that asks for it cannot be called in bulk', async (t) => {
  const app = await openLedger(t);
  const ids = await books(app, 1);
  const input = { name: 'Work' };

  assert.equal((await app.post(`${bulk}/rename`, { ids, input }, { 'if-match': '"1"' })).status, 400);
  assert.equal((await app.post(`${bulk}/rename`, { ids, input }, { 'if-match': 'x y' })).status, 400);
  assert.equal((await app.post(`${bulk}/close`, { ids })).status, 404);
});

test('a bulk call is a POST', async (t) => {
  const app = await openLedger(t);

  const { status, headers } = await app.get(`${bulk}/rename`);

  assert.deepEqual([status, headers.get('allow')], [405, 'OPTIONS, POST']);
});

test('a bulk call with an idempotency key is answered again, and a refusal with its record', async (t) => {
  const app = await openLedger(t);
  const ids = await books(app, 2);
  const open = () => app.post(`${bulk}/open-account`, { ids, input: account }, { 'idempotency-key': 'k-1' });
  const refuse = () =>
    app.post(`${bulk}/create-transfer`, { ids, input: { fromAccountId: 'a', toAccountId: 'b', amountMinor: 1 } }, { 'idempotency-key': 'k-2' });

  const [first, second] = [await open(), await open()];
  const [refused, again] = [await refuse(), await refuse()];
  const other = await app.post(`${bulk}/open-account`, { ids: [ids[0]], input: account }, { 'idempotency-key': 'k-1' });

  assert.equal(first.headers.get('idempotency-replayed'), null);
  assert.deepEqual([second.status, second.headers.get('idempotency-replayed'), second.body], [200, 'true', first.body]);
  assert.equal(((await app.get(LedgerBook, ids[0]!))['accounts'] as unknown[]).length, 1);
  assert.deepEqual([again.status, again.headers.get('idempotency-replayed'), again.body], [404, 'true', refused.body]);
  assert.equal(other.body['code'], 'idempotency_key_reused');
});

test('the history of each record tells of a bulk call', async (t) => {
  const app = await openLedger(t);
  const ids = await books(app, 2);
  await app.post(`${bulk}/open-account`, { ids, input: account }, { 'x-request-id': 'r-9' });

  for (const id of ids) {
    const { body } = await app.get<{ items: Record<string, unknown>[] }>(`/api/ledger-books/${id}/_audits?perPage=1`);
    const { event, action, requestId, input } = body.items[0]!;
    assert.deepEqual([event, action, requestId, input], ['bulk_open_account', 'command', 'r-9', account]);
  }
});

async function books(app: TestApp, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push((await app.create(LedgerBook, { name: `Book ${n}` })).id);
  return ids;
}
