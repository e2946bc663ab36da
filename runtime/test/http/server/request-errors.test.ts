import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { TestApp } from '../../../src/testing/index.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

const json = { 'content-type': 'application/json' };

async function send(
  app: TestApp,
  body: NonNullable<RequestInit['body']>,
  headers: Record<string, string> = json,
) {
  const response = await fetch(`${app.url}/api/ledger-books`, { method: 'POST', headers, body });
  assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  const problem = (await response.json()) as { code: string; detail: string; status: number };
  assert.equal(problem.status, response.status);
  return `${problem.status} ${problem.code}: ${problem.detail}`;
}

test('a body that is no JSON is a bad request', async (t) => {
  const app = await openLedger(t);

  assert.match(await send(app, '{"name":'), /^400 bad_request: The body is not valid JSON/);
  assert.match(await send(app, "{'name':'Home'}"), /^400 bad_request: The body is not valid JSON/);
});

test('a missing body is a bad request where a payload is needed', async (t) => {
  const app = await openLedger(t);

  assert.match(await send(app, ''), /^400 bad_request: The request has no body/);
  assert.match(await send(app, '', {}), /^(400 bad_request: The request has no body|415)/);
});

test('a body that names a prototype is a bad request', async (t) => {
  const app = await openLedger(t);

  assert.match(await send(app, '{"__proto__":{"name":"Home"}}'), /^400 bad_request/);
  assert.match(await send(app, '{"constructor":{"prototype":{}}}'), /^400 bad_request/);
});

test('bytes that are no UTF-8 are a bad request', async (t) => {
  const app = await openLedger(t);

  assert.match(
    await send(app, Buffer.from([0x22, 0xff, 0x22])),
    /^400 bad_request: The body is not valid UTF-8/,
  );
});

test('half a surrogate pair is a bad request, a whole one a character', async (t) => {
  const app = await openLedger(t);

  assert.match(await send(app, '{"name":"\\ud83d"}'), /^400 bad_request: .*surrogate/);
  const { status, body } = await app.post('/api/ledger-books', '{"name":"\\ud83d\\ude00"}');
  assert.equal(status, 201);
  assert.equal(body['name'], '😀');
});

test('a body nested beyond reason is a bad request', async (t) => {
  const app = await openLedger(t);

  assert.match(await send(app, '['.repeat(100_000)), /^400 bad_request: .*nested deeper than 500/);
});

test('another media type is refused with 415', async (t) => {
  const app = await openLedger(t);

  assert.match(
    await send(app, '{"name":"Home"}', { 'content-type': 'text/plain' }),
    /^415 unsupported_media_type/,
  );
  assert.match(await send(app, 'name=Home', { 'content-type': 'application/x-www-form-urlencoded' }), /^415/);
  assert.match(
    await send(app, '{"name":"Home"}', { ...json, 'content-encoding': 'br' }),
    /^415 .*Content-Encoding/,
  );
});

test('media types that are JSON are accepted', async (t) => {
  const app = await openLedger(t);
  const create = async (name: string, type: string) =>
    (await app.post('/api/ledger-books', { name }, { 'content-type': type })).status;

  assert.equal(await create('a', 'application/json; charset=utf-8'), 201);
  assert.equal(await create('b', 'application/vnd.ledger+json'), 201);
});

test('a body over the limit is refused with 413', async (t) => {
  const app = await openLedger(t, { listen: { maxBodyBytes: 100 } });

  assert.match(await send(app, JSON.stringify({ name: 'x'.repeat(100) })), /^413 payload_too_large/);
});

test('the limit is one megabyte unless set', async (t) => {
  const app = await openLedger(t);
  const ofBytes = (size: number) => `{"name":"${'x'.repeat(size - 11)}"}`;

  assert.match(await send(app, ofBytes(1024 * 1024)), /^422 validation_error/);
  assert.match(await send(app, ofBytes(1024 * 1024 + 1)), /^413 payload_too_large/);
});

for (const path of [
  '/api/ledger-books/0190a0b0-0000-7000-8000-000000000000/nothing',
  '/api/nothing',
  '/nothing',
  '/',
]) {
  test(`the unknown route ${path} is answered with 404`, async (t) => {
    const app = await openLedger(t);

    const { status, body } = await app.get(`${path}?secret=1`);

    assert.equal(status, 404);
    assert.equal(body['code'], 'not_found');
    assert.equal(body['instance'], path);
    assert.doesNotMatch(JSON.stringify(body), /secret/);
  });
}

test('a path that is no UTF-8 is a bad request', async (t) => {
  const app = await openLedger(t);

  const { status, body, headers } = await app.get('/api/ledger-books/%ff');

  assert.equal(status, 400);
  assert.equal(body['code'], 'bad_request');
  assert.equal(headers.get('x-request-id'), body['correlationId']);
});

const refusedMethods = [
  ['PUT', '/api/ledger-books', 'GET, HEAD, OPTIONS, POST'],
  ['PUT', '/api/ledger-books/{id}', 'DELETE, GET, HEAD, OPTIONS'],
  ['PATCH', '/api/ledger-books/{id}', 'DELETE, GET, HEAD, OPTIONS'],
  ['GET', '/api/ledger-books/{id}/open-account', 'OPTIONS, POST'],
  ['POST', '/api/ledger-books/{id}/account-balance', 'GET, HEAD, OPTIONS'],
  ['POST', '/api/ledger-books/{id}/views/balances', 'GET, HEAD, OPTIONS'],
  ['DELETE', '/api/ledger-books/{id}/_audits', 'GET, HEAD, OPTIONS'],
  ['POST', '/api/ledger-books/_openapi.json', 'GET, HEAD, OPTIONS'],
  ['POST', '/_openapi.json', 'GET, HEAD, OPTIONS'],
  ['POST', '/health', 'GET, HEAD, OPTIONS'],
] as const;

for (const [method, route, allow] of refusedMethods) {
  test(`${method} ${route} is answered with 405 and what is allowed, whatever its body`, async (t) => {
    const app = await openLedger(t);
    const { id } = await app.create(LedgerBook, { name: 'Home' });
    const body = method === 'GET' ? undefined : 'no JSON';

    const reply = await app.request(method, route.replace('{id}', id), {
      body,
      headers: { 'content-type': 'text/plain' },
    });

    assert.equal(reply.status, 405);
    assert.equal(reply.body['code'], 'method_not_allowed');
    assert.equal(reply.headers.get('allow'), allow);
  });
}

test('OPTIONS answers what is allowed', async (t) => {
  const app = await openLedger(t);

  const reply = await app.request('OPTIONS', '/api/ledger-books');

  assert.equal(reply.status, 204);
  assert.equal(reply.headers.get('allow'), 'GET, HEAD, OPTIONS, POST');
});

test('header fields over the limit are refused with 431', async (t) => {
  const app = await openLedger(t);

  const { status, body } = await app.get('/health', { 'x-large': 'x'.repeat(20_000) });

  assert.equal(status, 431);
  assert.equal(body['code'], 'header_fields_too_large');
});

test('bytes that are no HTTP are answered with a problem document', async (t) => {
  const app = await openLedger(t);
  const { port } = new URL(app.url);

  const socket = connect(Number(port), '127.0.0.1');
  socket.write('hello\r\n\r\n');
  const [head, body] = (await text(socket)).split('\r\n\r\n');

  assert.match(head!, /^HTTP\/1\.1 400 Bad Request\r\n/);
  assert.match(head!, /content-type: application\/problem\+json/);
  assert.equal((JSON.parse(body!) as { code: string }).code, 'bad_request');
});

test('nothing tells what the server is built with', async (t) => {
  const app = await openLedger(t);

  const { headers } = await app.get('/health');

  assert.equal(headers.get('x-powered-by'), null);
  assert.equal(headers.get('server'), null);
});
