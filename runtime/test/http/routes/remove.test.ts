import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

test('a removed record is gone, its history stays and its name is free', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const reply = await app.delete(`/api/ledger-books/${id}`);

  assert.equal(reply.status, 204);
  assert.equal(reply.body, undefined);
  assert.equal(reply.headers.get('content-length'), null);
  assert.equal((await app.get(`/api/ledger-books/${id}`)).status, 404);
  assert.equal((await app.delete(`/api/ledger-books/${id}`)).status, 404);
  assert.equal((await app.get(`/api/ledger-books/${id}/_audits`)).body['total'], 2);
  assert.equal((await app.post('/api/ledger-books', { name: 'Home' })).status, 201);
});

test('a removal with a stale If-Match removes nothing', async (t) => {
  const app = await openLedger(t);
  const book = await app.create(LedgerBook, { name: 'Home' });

  const reply = await app.delete(`/api/ledger-books/${book.id}`, { 'if-match': '"2"' });

  assert.equal(reply.status, 412);
  assert.equal(reply.body['code'], 'optimistic_lock_conflict');
  assert.deepEqual(await app.get(LedgerBook, book.id), book);
});

test('a removal declared as JSON needs no body', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  assert.equal(
    (await app.delete(`/api/ledger-books/${id}`, { 'content-type': 'application/json' })).status,
    204,
  );
});
