import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { responder, toAnswer, type ResponderOptions, type Work } from '../../../src/http/index.js';
import { apiError } from '../../../src/model/decorators.js';

const contract = { errors: [] };

/** Answers Web requests, and keeps what is logged. */
function answering(options: ResponderOptions = {}) {
  const faults: { readonly fields: Readonly<Record<string, unknown>>; readonly message: string }[] = [];
  const log = { error: (fields: object, message: string) => void faults.push({ fields: { ...fields }, message }) };
  return { faults, respond: responder({ contract }, { log, ...options }) };
}

const echo: Work = async ({ json }) => ({ status: 200, headers: {}, body: JSON.stringify((await json()) ?? 'nothing') });

function post(body: RequestInit['body'], headers: Record<string, string> = { 'content-type': 'application/json' }) {
  return new Request('http://x/echo?secret=1', { method: 'POST', headers, body, duplex: 'half' });
}

test('a Web request is read by its headers and answered under its id', async () => {
  const { respond } = answering();
  const request = new Request('http://x/books/a%20b?secret=1', {
    headers: { 'x-request-id': 'r-1', 'if-match': '"3", "4"', 'idempotency-key': '"k-1"' },
  });

  const { status, headers, body } = await respond(request, async ({ call, path }) => ({
    status: 202,
    headers: { location: '/x' },
    body: JSON.stringify({ call, path }),
  }));

  assert.deepEqual([status, headers], [202, { location: '/x', 'x-request-id': 'r-1' }]);
  const call = { requestId: 'r-1', ifMatch: [3, 4], idempotencyKey: 'k-1' };
  assert.deepEqual(JSON.parse(body!), { call, path: '/books/a%20b' });
});

test('bodies are read as they come, in parts and with a byte order mark', async () => {
  const { respond } = answering();
  const parts = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of ['{"na', 'me":"Hö', 'me"}']) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });

  assert.equal((await respond(post(parts), echo)).body, '{"name":"Höme"}');
  assert.equal((await respond(post('\ufeff{"name":"Home"}'), echo)).body, '{"name":"Home"}');
  assert.equal((await respond(post(null), echo)).body, '"nothing"');
  assert.equal((await respond(new Request('http://x/'), echo)).body, '"nothing"');
});

test('a body over the limit is refused while it arrives', async () => {
  const { respond, faults } = answering({ maxBodyBytes: 10 });
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(4)) });

  const { status, body } = await respond(post(endless), echo);

  assert.equal(status, 413);
  assert.match(body!, /"code":"payload_too_large"/);
  assert.deepEqual(faults, []);
});

test('a limit of bodies that is none is refused at once', () => {
  assert.throws(() => answering({ maxBodyBytes: -1 }), /^RangeError: maxBodyBytes is -1\. Set it to a whole number from 1/);
});

test('a body that something has read before is a fault that says what to do', async () => {
  const { respond, faults } = answering();
  const read = post('{}');
  await read.text();

  const used = await respond(read, echo);
  const parsed = await respond({ method: 'POST', url: '/', headers: {}, body: { name: 'Home' } }, echo);

  assert.deepEqual([used.status, parsed.status], [500, 500]);
  for (const { fields } of faults) assert.match(String((fields['err'] as Error).message), /Let no body parser handle/);
  assert.equal(faults.length, 2);
});

test('what a handler throws in its first turn is answered, and logged under the id of the request', async () => {
  const { respond, faults } = answering();
  const request = new Request('http://x/books?secret=1', { headers: { 'x-request-id': 'r-1' } });

  const { status, body } = await respond(request, () => {
    throw new Error('the password is hunter2');
  });

  assert.equal(status, 500);
  assert.doesNotMatch(body!, /hunter2/);
  const [{ fields, message }] = faults as [(typeof faults)[0]];
  assert.equal(message, 'GET /books failed');
  assert.deepEqual([fields['requestId'], fields['method'], fields['path']], ['r-1', 'GET', '/books']);
  assert.match(String(fields['err']), /hunter2/);
});

test('an error whose fields do not fit the contract is answered all the same', async () => {
  @apiError({ status: 409, code: 'odd' })
  class Odd extends Error {
    readonly when = new Date(Number.NaN);
  }
  const node = {
    kind: 'error',
    name: 'Odd',
    status: 409,
    code: 'odd',
    fields: [{ name: 'when', schema: { type: 'string', format: 'date-time', 'x-persist': { type: 'Date' } } }],
    $defs: {},
  };
  const faults: string[] = [];
  const log = { error: (_fields: object, message: string) => void faults.push(message) };
  const respond = responder({ contract: { errors: [node] } as never }, { log });

  const { status } = await respond(new Request('http://x/'), async () => {
    throw new Odd('odd');
  });

  assert.equal(status, 500);
  assert.equal(faults[0], 'this error could not be rendered');
});

test('an outcome is answered with its result or record, its ETag and whether it is a replay', () => {
  assert.deepEqual(toAnswer({ version: 3, replayed: false }), { status: 204, headers: { etag: '"3"' } });
  assert.deepEqual(toAnswer({ version: 3, result: 0, replayed: true }), {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', etag: '"3"', 'idempotency-replayed': 'true' },
    body: '0',
  });
  const created = toAnswer({ version: 1, record: { id: 'a' }, replayed: false }, { status: 201, headers: { location: '/a' } });
  assert.deepEqual([created.status, created.headers['location'], created.body], [201, '/a', '{"id":"a"}']);
  assert.equal(toAnswer({ version: 1, record: { id: 'a' } }).headers['cache-control'], 'private, no-cache');
});

async function serve(t: TestContext, work: Work): Promise<number> {
  const { respond } = answering();
  const listener: RequestListener = (request, response) => {
    void respond(request, work).then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('on node:http a caller hears that its body is too large although it goes on sending', async (t) => {
  const port = await serve(t, echo);
  const socket = connect(port, '127.0.0.1');
  const answer = text(socket);
  const head = ['POST / HTTP/1.1', 'host: x', 'connection: close', 'content-type: application/json', 'transfer-encoding: chunked'];

  socket.write([...head, '', ''].join('\r\n'));
  const part = 'x'.repeat(0x80000);
  for (let sent = 0; sent < 4; sent += 1) socket.write(`80000\r\n${part}\r\n`);
  socket.write('0\r\n\r\n');

  assert.match(await answer, /^HTTP\/1\.1 413 [^]*"code":"payload_too_large"/);
});

test('on node:http a caller that goes away in the middle of a body is a bad request, not a fault', async (t) => {
  let settle: (status: number) => void = () => undefined;
  const status = new Promise<number>((resolve) => {
    settle = resolve;
  });
  const { respond, faults } = answering();
  const server = createServer((request, response) => {
    void respond(request, echo).then((answer) => {
      settle(answer.status);
      response.end();
    });
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');

  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"na');
  await once(server, 'request');
  socket.destroy();

  assert.equal(await status, 400);
  assert.deepEqual(faults, []);
});
