import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { bookWithAccounts, openLedger } from '../open-ledger.js';

test('a command that returns something answers 200 with it and the new version', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const input = { ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 5 };

  const reply = await app.post(`/api/ledger-books/${id}/open-account`, input);

  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('etag'), '"2"');
  assert.deepEqual(reply.body, { id: reply.body['id'], ownerName: 'Ann', currency: 'EUR', balanceMinor: 5 });
});

test('a command that returns nothing answers 204 with the new version', async (t) => {
  const app = await openLedger(t);
  const { path, ann, bob } = await bookWithAccounts(app);

  const reply = await app.post(`${path}/create-transfer`, {
    fromAccountId: ann,
    toAccountId: bob,
    amountMinor: 10,
  });

  assert.equal(reply.status, 204);
  assert.equal(reply.headers.get('etag'), '"4"');
  assert.equal(reply.headers.get('content-type'), null);
  assert.equal(reply.body, undefined);
});

test('several parameters bind by name', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  assert.equal((await app.post(`/api/ledger-books/${id}/rename`, { name: 'Work', page: 7 })).status, 204);

  const { body } = await app.get(`/api/ledger-books/${id}`);
  assert.equal(body['name'], 'Work');
  assert.equal(body['page'], 7);
});

test('dates, bigints and sets travel in their JSON encoding', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const input = { tags: ['b', 'a'], limitMinor: '9223372036854775807', since: '2026-02-03T04:05:06.789Z' };

  const { status, body } = await app.post<number>(`/api/ledger-books/${id}/label`, input);

  assert.equal(status, 200);
  assert.equal(body, 2);
  const read = await app.get(`/api/ledger-books/${id}`);
  assert.deepEqual(read.body['tags'], ['b', 'a']);
  assert.equal(read.body['limitMinor'], '9223372036854775807');
  assert.equal(read.body['openedOn'], '2026-02-03T04:05:06.789Z');
});

test('a refusal of the model is answered with its status, code and public fields, and changes nothing', async (t) => {
  const app = await openLedger(t);
  const { id, path, ann, bob } = await bookWithAccounts(app);
  const before = await app.get(LedgerBook, id);

  const reply = await app.post(
    `${path}/create-transfer`,
    { fromAccountId: ann, toAccountId: bob, amountMinor: 1001 },
    { 'x-request-id': 'r-1' },
  );

  assert.equal(reply.status, 409);
  assert.equal(reply.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  assert.deepEqual(reply.body, {
    type: 'urn:persist:problem:insufficient_funds',
    title: 'Insufficient funds',
    status: 409,
    detail: `insufficient funds for account ${ann}: available=1000, required=1001`,
    code: 'insufficient_funds',
    instance: `${path}/create-transfer`,
    correlationId: 'r-1',
    accountId: ann,
    availableMinor: 1000,
    requiredMinor: 1001,
  });
  assert.deepEqual(await app.get(LedgerBook, id), before);
});

test('an error without options is answered with 422 and its name', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  await app.post(`/api/ledger-books/${id}/close`, undefined, { 'if-match': '*' });

  const { status, body } = await app.post(`/api/ledger-books/${id}/open-account`, {
    ownerName: 'Ann',
    currency: 'EUR',
    openingBalanceMinor: 0,
  });

  assert.equal(status, 422);
  assert.equal(body['code'], 'book_closed');
});

test('an unforeseen error tells its caller nothing but the correlation id, and the log everything', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const written = t.mock.method(process.stderr, 'write', () => true);
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

  const reply = await app.post(`/api/ledger-books/${id}/explode`, undefined, {
    'x-request-id': 'r-2',
    traceparent,
  });

  assert.equal(reply.status, 500);
  assert.equal(reply.body['code'], 'internal_error');
  assert.equal(reply.body['correlationId'], 'r-2');
  assert.doesNotMatch(JSON.stringify(reply.body), /hunter2/);
  const lines = written.mock.calls.map(
    ({ arguments: [line] }) => JSON.parse(String(line)) as Record<string, unknown>,
  );
  assert.equal(lines.length, 1);
  assert.equal(lines[0]!['level'], 'error');
  assert.equal(lines[0]!['requestId'], 'r-2');
  assert.equal(lines[0]!['traceparent'], traceparent);
  assert.match(JSON.stringify(lines[0]!['err']), /hunter2.*model\.ts/);
});

test('state that breaks its constraints after a command is refused like a payload', async (t) => {
  const app = await openLedger(t);
  const book = await app.create(LedgerBook, { name: 'Home' });

  const { status, body } = await app.post(`/api/ledger-books/${book.id}/rename`, { name: 'x'.repeat(101) });

  assert.equal(status, 422);
  assert.equal(body['code'], 'validation_error');
  assert.deepEqual(body['errors'], [{ path: 'name', message: 'must have at most 100 characters' }]);
  assert.deepEqual(await app.get(LedgerBook, book.id), book);
});

test('a name taken by a command is refused with the field', async (t) => {
  const app = await openLedger(t);
  await app.create(LedgerBook, { name: 'Home' });
  const { id } = await app.create(LedgerBook, { name: 'Work' });

  const { status, body } = await app.post(`/api/ledger-books/${id}/rename`, { name: 'Home' });

  assert.equal(status, 409);
  assert.equal(body['code'], 'unique_conflict');
  assert.equal(body['field'], 'name');
});

test('a command on an unknown record is answered with 404', async (t) => {
  const app = await openLedger(t);

  const { status, body } = await app.post('/api/ledger-books/0190a0b0-0000-7000-8000-000000000000/rename', {
    name: 'x',
  });

  assert.equal(status, 404);
  assert.equal(body['code'], 'not_found');
});
