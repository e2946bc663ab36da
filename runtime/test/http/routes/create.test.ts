import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLedger } from '../open-ledger.js';

test('a created record is answered with 201, its path, its version and its public fields', async (t) => {
  const app = await openLedger(t, { now: '2026-03-01T12:00:00.000Z' });

  const reply = await app.post('/api/ledger-books', { name: 'Home' });

  assert.equal(reply.status, 201);
  assert.equal(reply.headers.get('etag'), '"1"');
  assert.equal(reply.headers.get('location'), `/api/ledger-books/${String(reply.body['id'])}`);
  assert.equal(reply.headers.get('content-type'), 'application/json; charset=utf-8');
  assert.deepEqual(reply.body, {
    id: reply.body['id'],
    version: 1,
    createdAt: '2026-03-01T12:00:00.000Z',
    updatedAt: '2026-03-01T12:00:00.000Z',
    name: 'Home',
    openedOn: '2026-03-01T12:00:00.000Z',
    limitMinor: '9007199254740993',
    tags: [],
    accounts: [],
  });
  assert.match(String(reply.body['id']), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
});

test('the path of a created record leads to it', async (t) => {
  const app = await openLedger(t);

  const created = await app.post('/api/ledger-books', { name: 'Home' });
  const read = await app.get(created.headers.get('location')!);

  assert.equal(read.status, 200);
  assert.deepEqual(read.body, created.body);
});

test('a model whose constructor takes nothing is created without a body', async (t) => {
  const app = await openLedger(t);

  assert.equal((await app.post('/api/shops')).status, 201);
  assert.equal((await app.post('/api/shops', {})).status, 201);
});

test('a payload that breaks the contract is refused with the place of each violation', async (t) => {
  const app = await openLedger(t);

  const { status, body } = await app.post('/api/ledger-books', { nmae: 'Home' });

  assert.equal(status, 422);
  assert.equal(body['code'], 'validation_error');
  assert.deepEqual(body['errors'], [
    { path: 'name', message: 'is required' },
    { path: 'nmae', message: 'is not a known property; known are name' },
  ]);
});

test('a name that is taken is refused with the field', async (t) => {
  const app = await openLedger(t);
  await app.post('/api/ledger-books', { name: 'Home' });

  const { status, body } = await app.post('/api/ledger-books', { name: 'Home' });

  assert.equal(status, 409);
  assert.equal(body['code'], 'unique_conflict');
  assert.equal(body['field'], 'name');
});

test('If-Match is refused, since there is no version to match', async (t) => {
  const app = await openLedger(t);

  const { status, body } = await app.post('/api/ledger-books', { name: 'Home' }, { 'if-match': '"1"' });

  assert.equal(status, 400);
  assert.match(String(body['detail']), /If-Match does not apply/);
});
