import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { openConnection, requestBytes } from '../driver/connection.mjs';
import { load } from '../driver/load.mjs';

const request = { method: 'GET', path: '/' };

test('an answer may arrive in pieces, and the next one on the same connection', async (t) => {
  const pieces = ['HTTP/1.1 200 OK\r\nContent-', 'Length: 5\r\n\r\nhe', 'llo'];
  const url = await answering(t, async (socket) => {
    for (const piece of pieces) await new Promise((resolve) => socket.write(piece, () => setImmediate(resolve)));
  });
  const connection = await openConnection(url);
  t.after(() => connection.close());

  for (let sent = 0; sent < 2; sent += 1) {
    const { status, body } = await connection.send(requestBytes(request));
    assert.deepEqual([status, String(body)], [200, 'hello']);
  }
});

test('an answer without content is complete with its head', async (t) => {
  const url = await answering(t, (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'));
  const connection = await openConnection(url);
  t.after(() => connection.close());

  assert.equal((await connection.send(requestBytes(request))).status, 204);
});

test('an answer of unknown length is refused and not waited for', async (t) => {
  const url = await answering(t, (socket) => socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'));
  const connection = await openConnection(url);
  t.after(() => connection.close());

  await assert.rejects(connection.send(requestBytes(request)), /without a Content-Length/);
});

test('a server that goes away is told by its address', async (t) => {
  const url = await answering(t, (socket) => socket.destroy());
  const connection = await openConnection(url);

  await assert.rejects(connection.send(requestBytes(request)), new RegExp(`${url} closed the connection`));
});

test('what is refused with 503 is no answer to count', async (t) => {
  let asked = 0;
  const url = await answering(t, (socket) => {
    asked += 1;
    socket.write(`HTTP/1.1 ${asked % 2 === 0 ? 503 : 200} x\r\nContent-Length: 0\r\n\r\n`);
  });
  t.mock.method(console, 'warn', () => undefined);

  const { figures } = await load(url, () => request, { connections: 1, seconds: 0.01, atLeast: 10, watch });

  // The server says 1,000 µs: shared by what was answered in the measured part, of which the refused half is none.
  const counted = Math.round(1000 / figures.cpuUs);
  assert.ok(counted >= 10 && counted <= asked / 2, `${counted} counted of ${asked}`);
});

test('any other failure of a server ends the run and shows its answer', async (t) => {
  const url = await answering(t, (socket) => socket.write('HTTP/1.1 500 x\r\nContent-Length: 4\r\n\r\noops'));

  await assert.rejects(load(url, () => request, { connections: 2, seconds: 0.01, watch }), /GET \/ → 500: oops/);
});

const watch = () => Promise.resolve(() => Promise.resolve({ cpuUs: 1000 }));

/** A server that answers whatever it is sent. */
async function answering(t: TestContext, answer: (socket: Socket) => unknown): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('data', () => void answer(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
