import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { holdWait } from '../hold-wait.js';
import { openLedger } from '../open-ledger.js';

test('a service that runs is healthy and ready', async (t) => {
  const app = await openLedger(t);

  const health = await app.get('/health');
  const ready = await app.get('/ready');

  assert.deepEqual([health.status, health.body], [200, { status: 'ok' }]);
  assert.deepEqual([ready.status, ready.body], [200, { status: 'ready' }]);
  assert.equal(ready.headers.get('cache-control'), 'no-store');
});

for (const path of ['/ready', '/api/ledger-books']) {
  test(`a draining service finishes what is under way and answers ${path} with 503`, async (t) => {
    const app = await openLedger(t);
    const { id } = await app.create(LedgerBook, { name: 'Home' });
    const { open, reached } = holdWait();
    const waiting = app.post(`/api/ledger-books/${id}/wait`);
    await reached;
    const late = connect(Number(new URL(app.url).port), '127.0.0.1');
    const answer = text(late);
    late.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n`);
    // Answered after the server has read the beginning of the late request.
    await app.get('/health');

    const closed = app.restart();
    late.write('\r\n');
    const refused = await answer;
    open();

    assert.match(refused, /^HTTP\/1\.1 503 /);
    assert.match(refused, /retry-after: 5\r\n/);
    assert.match(refused, /connection: close\r\n/i);
    assert.match(refused, /"code":"shutting_down"/);
    assert.equal((await waiting).status, 204);
    await closed;
  });
}

test('a connection that was busy when the service closed does not keep it open', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const { open, reached } = holdWait();
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  const answer = text(socket);

  socket.write(`POST /api/ledger-books/${id}/wait HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n`);
  await reached;
  const closed = app.restart();
  open();

  assert.match(await answer, /^HTTP\/1\.1 204 [^]*connection: close/i);
  await closed;
});

test('a service with too many calls under way refuses more with 503', async (t) => {
  const app = await openLedger(t, { policy: { maxConcurrentCalls: 1 } });
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const { open, reached } = holdWait();

  const waiting = app.post(`/api/ledger-books/${id}/wait`);
  await reached;
  const refused = await app.get(`/api/ledger-books/${id}`);
  open();

  assert.equal(refused.status, 503);
  assert.equal(refused.body['code'], 'overloaded');
  assert.equal(refused.headers.get('retry-after'), '1');
  assert.equal((await waiting).status, 204);
});

test('a change that could not be made durable is a fault of the service', async (t) => {
  const app = await openLedger(t);
  const written = t.mock.method(process.stderr, 'write', () => true);
  app.faults.failNextCommit(new Error('disk full at /var/secret'));

  const { status, body } = await app.post('/api/ledger-books', { name: 'Home' });

  assert.equal(status, 500);
  assert.equal(body['code'], 'store_failed');
  assert.doesNotMatch(JSON.stringify(body), /secret/);
  assert.match(String(written.mock.calls[0]!.arguments[0]), /disk full/);
  assert.equal((await app.post('/api/ledger-books', { name: 'Home' })).status, 201);
});
