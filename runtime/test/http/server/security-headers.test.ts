import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

const expected = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

const asked = [
  ['GET', '/health', 200],
  ['GET', '/_openapi.json', 200],
  ['GET', '/api/ledger-books', 200],
  ['GET', '/api/ledger-books/{id}', 200],
  ['HEAD', '/api/ledger-books/{id}', 200],
  ['POST', '/api/ledger-books', 400],
  ['OPTIONS', '/api/ledger-books', 204],
  ['DELETE', '/api/ledger-books', 405],
  ['GET', '/nothing', 404],
  ['GET', '/%ff', 400],
  ['GET', `/${'x'.repeat(12_000)}`, 414],
  ['GET', `/api/ledger-books/${'x'.repeat(200)}`, 404],
] as const;

for (const [method, path, status] of asked) {
  test(`the answer ${status} to ${method} ${path.slice(0, 40)} says what browsers may do with it: nothing`, async (t) => {
    const app = await openLedger(t);
    const { id } = await app.create(LedgerBook, { name: 'Home' });

    const reply = await app.request(method, path.replace('{id}', id), { headers: { origin: 'https://elsewhere.example' } });

    assert.equal(reply.status, status);
    const sent = Object.keys(expected).map((name) => [name, reply.headers.get(name)]);
    assert.deepEqual(Object.fromEntries(sent), expected);
    const names = [...reply.headers.keys()];
    assert.deepEqual(names.filter((name) => /^access-control-|^server$|^x-powered-by$/.test(name)), []);
  });
}

test('what is no request is answered with them too', async (t) => {
  const app = await openLedger(t);
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');

  socket.write('hello\r\n\r\n');

  const answer = await text(socket);
  for (const [name, value] of Object.entries(expected)) assert.ok(answer.includes(`${name}: ${value}\r\n`), name);
});

test('the reference has a policy of its own, and all the rest', async (t) => {
  const app = await openLedger(t);

  const { headers } = await fetch(`${app.url}/_docs`);

  assert.match(headers.get('content-security-policy')!, /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
});

test('records may be kept by who asked for them, and by nobody in between', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const control = async (path: string) => (await app.get(path)).headers.get('cache-control');

  assert.equal(await control(`/api/ledger-books/${id}`), 'private, no-cache');
  assert.equal(await control('/api/ledger-books'), 'no-store');
  assert.equal(await control(`/api/ledger-books/${id}/_audits`), 'no-store');
  assert.equal(await control(`/api/ledger-books/${id}/views/balances`), 'no-store');
  assert.equal(await control('/api/ledger-books/nothing'), 'no-store');
});
