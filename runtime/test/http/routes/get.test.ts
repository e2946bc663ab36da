import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

test('a record is answered with its version as ETag', async (t) => {
  const app = await openLedger(t);
  const book = await app.create(LedgerBook, { name: 'Home' });

  const reply = await app.get(`/api/ledger-books/${book.id}`);

  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('etag'), '"1"');
  assert.deepEqual(reply.body, book);
});

test('a caller that has the current version gets 304 and no body', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const reply = await app.get(`/api/ledger-books/${id}`, { 'if-none-match': '"7", W/"1"' });

  assert.equal(reply.status, 304);
  assert.equal(reply.headers.get('etag'), '"1"');
  assert.equal(reply.body, undefined);
});

test('a caller that has an older version gets the record', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  await app.post(`/api/ledger-books/${id}/rename`, { name: 'Work' });

  const reply = await app.get(`/api/ledger-books/${id}`, { 'if-none-match': '"1"' });

  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('etag'), '"2"');
  assert.equal(reply.body['name'], 'Work');
});

for (const [header, status] of [
  ['*', 304],
  ['"1"', 304],
  ['W/"1"', 304],
  ['1', 304],
  ['"0", "1"', 304],
  ['"2","3"', 200],
  ['W/"2"', 200],
  ['"1x"', 200],
  ['"1 "', 400],
  ['nonsense', 400],
] as const) {
  test(`If-None-Match: ${header} at version 1 is answered with ${status}, to GET and to HEAD`, async (t) => {
    const app = await openLedger(t);
    const { id } = await app.create(LedgerBook, { name: 'Home' });
    const url = `${app.url}/api/ledger-books/${id}`;

    for (const method of ['GET', 'HEAD']) {
      const reply = await fetch(url, { method, headers: { 'if-none-match': header } });
      assert.equal(reply.status, status);
      if (status !== 400) assert.equal(reply.headers.get('etag'), '"1"');
      if (status === 304 || method === 'HEAD') assert.equal(await reply.text(), '');
    }
  });
}

test('a copy of a record may be kept by its caller, who asks whether it is still good', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const cacheControl = async (query: string, headers = {}) =>
    (await app.get(`/api/ledger-books/${id}${query}`, headers)).headers.get('cache-control');

  assert.equal(await cacheControl(''), 'private, no-cache');
  assert.equal(await cacheControl('', { 'if-none-match': '*' }), 'private, no-cache');
  assert.equal(await cacheControl('?version=1'), 'private, no-cache');
});

test('HEAD answers as GET does, without the body', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const read = await app.get(`/api/ledger-books/${id}`);

  const reply = await fetch(`${app.url}/api/ledger-books/${id}`, { method: 'HEAD' });

  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('etag'), '"1"');
  assert.equal(reply.headers.get('content-length'), read.headers.get('content-length'));
  assert.equal(await reply.text(), '');
});

test('private fields stay private', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const { body } = await app.get(`/api/ledger-books/${id}`);

  assert.equal('closed' in body, false);
});

for (const id of [
  '0190a0b0-0000-7000-8000-000000000000',
  'nope',
  '0190A0B0-0000-7000-8000-000000000000',
  'x'.repeat(200),
]) {
  test(`an unknown id such as ${id.slice(0, 40)} is answered with 404`, async (t) => {
    const app = await openLedger(t);

    const { status, body } = await app.get(`/api/ledger-books/${id}`);

    assert.equal(status, 404);
    assert.equal(body['code'], 'not_found');
  });
}

test('a query parameter that means nothing is refused', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const { status, body } = await app.get(`/api/ledger-books/${id}?fields=name`);

  assert.equal(status, 400);
  assert.match(String(body['detail']), /^fields is not a known query parameter/);
});
