import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { TestApp } from '../../../src/testing/index.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';
import { recordedLog } from '../recorded-log.js';

/** What a caller may take of the service: every limit, over a connection that has nobody's manners but its own. */

const get = 'GET /health HTTP/1.1\r\nhost: x\r\n';

test('a connection that never says anything is told so and closed', async (t) => {
  const app = await openLedger(t, { listen: { headersTimeoutMs: 100 } });

  const answer = await text(await open(app));

  assert.match(answer, /^HTTP\/1\.1 408 [^]*application\/problem\+json[^]*"code":"request_timeout"/);
});

test('hundreds of connections that never finish their requests keep nobody else from being served', async (t) => {
  const app = await openLedger(t, { listen: { headersTimeoutMs: 1_500 } });
  const slow = await Promise.all(Array.from({ length: 300 }, () => open(app)));
  for (const socket of slow) socket.write(get);

  const created = await Promise.all(Array.from({ length: 20 }, (_, n) => app.post('/api/ledger-books', { name: `${n}` })));
  const answers = await Promise.all(slow.map((socket) => text(socket)));

  assert.deepEqual(created.map(({ status }) => status), Array.from({ length: 20 }, () => 201));
  assert.ok(answers.every((answer) => answer.startsWith('HTTP/1.1 408 ')));
});

test('a head that comes byte by byte does not come in time', async (t) => {
  const app = await openLedger(t, { listen: { headersTimeoutMs: 300 } });
  const socket = await open(app);
  const answer = text(socket);

  const dripping = drip(socket, `${get}x-more: ${'x'.repeat(10_000)}`, 20);

  assert.match(await answer, /^HTTP\/1\.1 408 [^]*"code":"request_timeout"/);
  clearInterval(dripping);
});

test('a body that comes byte by byte does not come in time, and changes nothing', async (t) => {
  const app = await openLedger(t, { listen: { requestTimeoutMs: 300 } });
  const socket = await open(app);
  const answer = text(socket);
  const head = 'POST /api/ledger-books HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10000\r\n\r\n';

  socket.write(head);
  const dripping = drip(socket, `{"name":"${'x'.repeat(9_000)}`, 20);

  assert.match(await answer, /^HTTP\/1\.1 408 [^]*"code":"request_timeout"/);
  clearInterval(dripping);
  assert.equal((await app.get('/api/ledger-books')).body['total'], 0);
});

test('a caller who was refused and does not close its side is cut off', async (t) => {
  const app = await openLedger(t);
  const socket = connect({ port: Number(new URL(app.url).port), host: '127.0.0.1', allowHalfOpen: true });
  socket.resume();

  socket.write('hello\r\n\r\n');
  await once(socket, 'end');
  // It has heard the end, and writes on until it is not let.
  const dripping = drip(socket, 'x'.repeat(10_000), 20);

  await Promise.race([once(socket, 'error'), once(socket, 'close')]);
  clearInterval(dripping);
});

test('a connection that is kept for a next request is closed when there is none', async (t) => {
  const app = await openLedger(t, { listen: { keepAliveTimeoutMs: 100 } });
  const socket = await open(app);

  socket.write(`${get}\r\n`);

  assert.match(await text(socket), /^HTTP\/1\.1 200 /);
});

test('a caller that does not take its answer is cut off', async (t) => {
  const app = await openLedger(t, { listen: { answerTimeoutMs: 300 } });
  const socket = await open(app);

  // Nobody reads, and the answers are more than what the buffers on the way take.
  socket.write('GET /_openapi.json HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(1_000));
  // That it is cut off shows when it writes.
  const dripping = drip(socket, '', 20);

  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  clearInterval(dripping);
  assert.match(error.code!, /^(ECONNRESET|EPIPE)$/);
});

test('a connection closes after as many requests as it may carry', async (t) => {
  const app = await openLedger(t, { listen: { maxRequestsPerConnection: 2 } });
  const socket = await open(app);

  socket.write(`${get}\r\n${get}\r\n`);

  assert.deepEqual((await text(socket)).match(/connection: [\w-]+/gi), ['Connection: keep-alive', 'Connection: close']);
});

test('a connection too many is closed as it arrives, and has its place when another one ends', async (t) => {
  const app = await openLedger(t, { listen: { maxConnections: 2 } });
  const first = await open(app);
  const second = await open(app);
  for (const socket of [first, second]) {
    socket.write(`${get}\r\n`);
    await once(socket, 'data');
  }

  const third = await open(app);
  third.write(`${get}\r\n`);
  assert.equal(await text(third).catch(() => ''), '');

  first.end();
  first.resume();
  await once(first, 'close');
  const fourth = await open(app);
  fourth.write(`${get}connection: close\r\n\r\n`);
  assert.match(await text(fourth), /^HTTP\/1\.1 200 /);
});

test('connections too many are told in the log, one line for all that come together', async (t) => {
  const log = recordedLog('warn');
  const app = await openLedger(t, { listen: { maxConnections: 1, logger: log.logger } });
  const first = await open(app);

  const others = await Promise.all(Array.from({ length: 20 }, () => open(app)));
  await Promise.all(others.map((socket) => text(socket).catch(() => '')));

  const told = [await log.next()];
  for (let sum = Number(told[0]!['connections']); sum < 20; sum += Number(told.at(-1)!['connections'])) told.push(await log.next());
  first.destroy();
  assert.ok(told.length < 5, JSON.stringify(told));
  assert.deepEqual([told[0]!['level'], told[0]!['maxConnections'], told[0]!['msg']], ['warn', 1, 'connections refused']);
});

test('header fields beyond the number are refused, not left out', async (t) => {
  const app = await openLedger(t, { listen: { maxHeaders: 10 } });
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const many = Array.from({ length: 9 }, (_, n) => `x-${n}: 1\r\n`).join('');

  const refused = await send(app, `POST /api/ledger-books/${id}/wait HTTP/1.1\r\nhost: x\r\n${many}if-match: "9"\r\n\r\n`);
  const taken = await send(app, `GET /health HTTP/1.1\r\nhost: x\r\n${many}\r\n`);

  assert.match(refused, /^HTTP\/1\.1 431 [^]*11 header fields[^]*"code":"header_fields_too_large"/);
  assert.match(taken, /^HTTP\/1\.1 200 /);
});

test('thousands of small header fields are refused', async (t) => {
  const app = await openLedger(t);

  const answer = await send(app, `GET /health HTTP/1.1\r\nhost: x\r\n${'a:\r\n'.repeat(3_500)}\r\n`);

  assert.match(answer, /^HTTP\/1\.1 431 [^]*"code":"header_fields_too_large"/);
});

test('a head over the limit is refused, one within a raised limit is not', async (t) => {
  const strict = await openLedger(t, { listen: { maxHeaderBytes: 500 } });
  const generous = await openLedger(t, { listen: { maxHeaderBytes: 100_000 } });
  const large = `GET /health HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`;

  assert.match(await send(strict, large), /^HTTP\/1\.1 431 [^]*"code":"header_fields_too_large"/);
  assert.match(await send(generous, large), /^HTTP\/1\.1 200 /);
});

test('an address over the limit is refused, whatever it names', async (t) => {
  const app = await openLedger(t, { listen: { maxUrlLength: 50 } });

  for (const path of [`/${'a/'.repeat(30)}`, `/health?${'x'.repeat(50)}`]) {
    assert.match(await send(app, `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`), /^HTTP\/1\.1 414 [^]*"code":"uri_too_long"/);
  }
});

for (const [option, value] of [['maxConnections', 0], ['maxBodyBytes', 1.5], ['maxQueueMs', NaN]] as const) {
  test(`a limit that is none is refused before the service listens: ${option} of ${value}`, async (t) => {
    await assert.rejects(openLedger(t, { listen: { [option]: value } }), {
      name: 'RangeError',
      message: `${option} is ${value}. Set it to a whole number from 1 to 2147483647.`,
    });
  });
}

/** A connection; being cut off is what it is for. */
async function open(app: TestApp): Promise<Socket> {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Everything that comes back, to the end of the connection. */
async function send(app: TestApp, request: string): Promise<string> {
  const socket = await open(app);
  const answer = text(socket);
  socket.end(request);
  return answer;
}

function drip(socket: Socket, bytes: string, everyMs: number): NodeJS.Timeout {
  let sent = 0;
  return setInterval(() => {
    if (socket.writable) socket.write(bytes[sent] ?? ' ');
    sent += 1;
  }, everyMs);
}
