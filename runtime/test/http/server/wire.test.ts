import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { TestApp } from '../../../src/testing/index.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

/** Sends lines as they stand and resolves to everything that comes back until the server closes. */
async function send(app: TestApp, ...lines: string[]): Promise<string> {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  const answer = text(socket);
  socket.write(lines.join('\r\n'));
  return answer;
}

const last = ['host: x', 'connection: close'];

/** Without what differs from answer to answer. */
function lasting(head: string): string[] {
  return head.split('\r\n').filter((line) => line !== '' && !/^(x-request-id|date):/i.test(line));
}

test('HEAD answers the head of what GET answers', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  for (const path of [`/api/ledger-books/${id}`, '/api/ledger-books', '/health', '/nothing', '/_docs']) {
    const get = await send(app, `GET ${path} HTTP/1.1`, ...last, '', '');
    const head = await send(app, `HEAD ${path} HTTP/1.1`, ...last, '', '');

    const [expected = ''] = get.split('\r\n\r\n');
    // The detail of a problem names the method, so its length differs.
    const comparable = (text: string) => lasting(text).filter((line) => path !== '/nothing' || !/length/.test(line));
    assert.deepEqual(comparable(head), comparable(expected), path);
    assert.ok(head.endsWith('\r\n\r\n'), path);
  }
});

test('a record that is known is of no length, for GET and HEAD', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  for (const method of ['GET', 'HEAD']) {
    const answer = await send(app, `${method} /api/ledger-books/${id} HTTP/1.1`, 'if-none-match: "1"', ...last, '', '');

    assert.match(answer, /^HTTP\/1\.1 304 /);
    assert.match(answer, /\r\netag: "1"\r\n/);
    assert.doesNotMatch(answer, /content-length/i);
  }
});

for (const method of ['TRACE', 'PUT']) {
  test(`${method} on a record is answered with 405 and what is allowed`, async (t) => {
    const app = await openLedger(t);
    const { id } = await app.create(LedgerBook, { name: 'Home' });

    const answer = await send(app, `${method} /api/ledger-books/${id} HTTP/1.1`, ...last, '', '');

    assert.match(answer, /^HTTP\/1\.1 405 /);
    assert.match(answer, /\r\nallow: DELETE, GET, HEAD, OPTIONS\r\n/);
  });
}

test('a request that names the server is answered like one that does not', async (t) => {
  const app = await openLedger(t);

  const answer = await send(app, 'GET http://ledger.example/api/ledger-books/first?version=1 HTTP/1.1', ...last, '', '');

  assert.match(answer, /^HTTP\/1\.1 404 /);
  assert.match(answer, /"instance":"\/api\/ledger-books\/first"/);
});

test('a request without a host is a bad request, of HTTP/1.0 it is not', async (t) => {
  const app = await openLedger(t);

  const modern = await send(app, 'GET /health HTTP/1.1', 'connection: close', '', '');
  const old = await send(app, 'GET /health HTTP/1.0', '', '');

  assert.match(modern, /^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*"code":"bad_request"/);
  assert.match(old, /^HTTP\/1\.1 200 [^]*connection: close[^]*\{"status":"ok"\}$/i);
});

test('an unknown route is unknown whatever its body', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  for (const path of ['/nothing', '/api/nothing', `/api/ledger-books/${id}/nothing`]) {
    for (const type of ['application/json', 'text/plain']) {
      const reply = await app.request('POST', path, { body: '{broken', headers: { 'content-type': type } });

      assert.deepEqual([reply.status, reply.body['code']], [404, 'not_found'], `${type} to ${path}`);
    }
  }
});

test('a body is sent after the server says that it goes on', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  const head = [`POST /api/ledger-books/${id}/rename HTTP/1.1`, ...last, 'expect: 100-continue'];

  socket.write([...head, 'content-type: application/json', 'content-length: 15', '', ''].join('\r\n'));
  const [goOn] = (await once(socket, 'data')) as [Buffer];
  socket.write('{"name":"Work"}');

  assert.equal(goOn.toString(), 'HTTP/1.1 100 Continue\r\n\r\n');
  assert.match(await text(socket), /^HTTP\/1\.1 204 /);
});

test('a protocol that a request offers to speak instead is left alone', async (t) => {
  const app = await openLedger(t);

  const answer = await send(app, 'GET /health HTTP/1.1', 'host: x', 'connection: upgrade, close', 'upgrade: websocket', '', '');

  assert.match(answer, /^HTTP\/1\.1 200 /);
});

test('an id may be written with escapes, a collection with a slash at its end', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  assert.equal((await app.get(`/api/ledger-books/${id.replaceAll('-', '%2D')}`)).status, 200);
  assert.equal((await app.get('/api/ledger-books/')).status, 200);
  assert.equal((await app.get(`/api/ledger-books/${id}/`)).status, 404);
  assert.equal((await app.get('//api//ledger-books')).status, 404);
});

test('of requests that are sent at once on one connection, those after a change see it', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const path = `/api/ledger-books/${id}`;
  const read = `GET ${path} HTTP/1.1\r\nhost: x\r\n`;
  const rename = (name: string) =>
    `POST ${path}/rename HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 15\r\n\r\n{"name":"${name}"}`;

  const answers = await send(app, `${read}\r\n${rename('Work')}${read}\r\n${rename('Shop')}${read}connection: close\r\n\r\n`);

  const versions = [...answers.matchAll(/\r\netag: "(\d)"/g)].map(([, version]) => version);
  assert.deepEqual(versions, ['1', '2', '2', '3', '3']);
});
