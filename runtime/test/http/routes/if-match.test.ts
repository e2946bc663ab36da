import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

for (const ifMatch of ['"1"', '1', '*', '"7", "1"']) {
  test(`a command with If-Match: ${ifMatch} runs on version 1`, async (t) => {
    const app = await openLedger(t);
    const { id } = await app.create(LedgerBook, { name: 'Home' });

    const reply = await app.post(`/api/ledger-books/${id}/rename`, { name: 'Work' }, { 'if-match': ifMatch });

    assert.equal(reply.status, 204);
    assert.equal(reply.headers.get('etag'), '"2"');
  });
}

for (const ifMatch of ['"2"', 'W/"1"', '"abc"', '"7", "8"']) {
  test(`a command with If-Match: ${ifMatch} is refused on version 1 and changes nothing`, async (t) => {
    const app = await openLedger(t);
    const book = await app.create(LedgerBook, { name: 'Home' });

    const reply = await app.post(
      `/api/ledger-books/${book.id}/rename`,
      { name: 'Work' },
      { 'if-match': ifMatch },
    );

    assert.equal(reply.status, 412);
    assert.equal(reply.body['code'], 'optimistic_lock_conflict');
    assert.equal(reply.body['currentVersion'], 1);
    assert.deepEqual(await app.get(LedgerBook, book.id), book);
  });
}

test('a malformed If-Match is a bad request', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const reply = await app.post(`/api/ledger-books/${id}/rename`, { name: 'Work' }, { 'if-match': 'one' });

  assert.equal(reply.status, 400);
  assert.equal(reply.body['code'], 'bad_request');
});

test('a command that requires If-Match says how to resubmit, and no cache keeps that', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const refused = await app.post(`/api/ledger-books/${id}/close`);
  const closed = await app.post(`/api/ledger-books/${id}/close`, undefined, { 'if-match': '"1"' });

  assert.equal(refused.status, 428);
  assert.equal(refused.body['code'], 'precondition_required');
  assert.match(String(refused.body['detail']), /ETag as If-Match/);
  assert.equal(refused.headers.get('cache-control'), 'no-store');
  assert.equal(closed.status, 200);
  assert.equal(closed.body, 'closed');
});

test('of two callers with the same ETag exactly one wins', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const rename = (name: string) =>
    app.post(`/api/ledger-books/${id}/rename`, { name }, { 'if-match': '"1"' });

  const replies = await Promise.all([rename('Work'), rename('Shop')]);

  assert.deepEqual(replies.map(({ status }) => status).sort(), [204, 412]);
});
