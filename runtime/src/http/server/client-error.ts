import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { normalizeRequestId } from '../headers/request-id.js';
import { problemResponse } from '../problems/problem-response.js';
import { toProblem } from '../problems/problem.js';
import { RequestError } from '../problems/request-error.js';
import { securityHeaders } from './security-headers.js';

/** Answers bytes that are no request: there is no route and no server response to do it with. */
export function answerClientErrors(server: Server): void {
  const latest = new WeakMap<Duplex, Exchange>();
  server.prependListener('request', (_request: IncomingMessage, response: Exchange) => {
    latest.set(response.req.socket, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const before = latest.get(socket);
    // Whole requests that came before are answered first, or the refusal would be taken for their answer.
    if (before === undefined || !before.req.complete || before.writableFinished) refuse(error, socket);
    else before.once('close', () => refuse(error, socket));
  });
}

type Exchange = ServerResponse<IncomingMessage>;

function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Refused already: what else comes must not cut the answer off.
  if (error.code !== 'ECONNRESET' && socket.writableEnded) return;
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const correlationId = normalizeRequestId(undefined);
  const { status, headers, body } = problemResponse(toProblem(refusalOf(error), { instance: '/', correlationId }));
  const lines = Object.entries({
    ...securityHeaders,
    ...headers,
    'x-request-id': correlationId,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`);
  // Callers who do not close their side would keep the connection, others may be reading still.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

const LINGER_MS = 1_000;

function refusalOf({ code }: NodeJS.ErrnoException): Error {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new RequestError(
      'header_fields_too_large',
      'The header fields are larger than this service takes.',
    );
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new RequestError('request_timeout', 'The request did not arrive in time.');
  }
  return new PersistDomainError('bad_request', 'The request is not valid HTTP.');
}
