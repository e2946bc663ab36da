import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * One keep-alive connection on which a request follows the answer to the last. A full HTTP client costs more than some of
 * the servers it is to measure; this one reads what they send: a status, a Content-Length, a body.
 */
export async function openConnection(url) {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  let waiting;
  let received;
  socket.on('data', (chunk) => {
    received = received === undefined ? chunk : Buffer.concat([received, chunk]);
    try {
      const answer = readAnswer(received);
      if (answer === undefined) return;
      received = undefined;
      waiting.resolve(answer);
    } catch (error) {
      fail(error);
    }
  });
  const fail = (error) => waiting?.reject(error);
  socket.on('error', fail).on('close', () => fail(new Error(`${url} closed the connection`)));
  return {
    /** @returns {Promise<{ status: number, body: Buffer }>} */
    send: (bytes) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(bytes);
      }),
    close() {
      waiting = undefined;
      socket.destroy();
    },
  };
}

/**
 * The bytes of a request.
 *
 * @param {{ method: string, path: string, headers?: Record<string, string>, body?: string }} request
 */
export function requestBytes({ method, path, headers = {}, body }) {
  const content = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const fields = Object.entries({ host: '127.0.0.1', ...content, ...headers });
  return `${method} ${path} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body ?? ''}`;
}

/** The answer, once all of it is there. */
function readAnswer(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = bytes.latin1Slice(0, end);
  const status = Number(head.slice(9, 12));
  const length = status === 204 || status === 304 ? 0 : contentLength(head);
  const from = end + 4;
  return bytes.length < from + length ? undefined : { status, body: bytes.subarray(from, from + length) };
}

function contentLength(head) {
  const found = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (found === null) throw new Error(`an answer without a Content-Length is not understood here:\n${head}`);
  return Number(found[1]);
}
