import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { shows } from '../../log/log-level.js';
import { noteOf } from '../exchange/request-note.js';
import { parseTraceparent } from '../headers/traceparent.js';
import { pathOf } from '../respond/any-request.js';

/** Writes one line a request, once its answer has left or the caller has. */
export function logRequests(server: FastifyInstance, log: FastifyBaseLogger): void {
  server.addHook('onRequest', (request, reply, done) => {
    logRequest(log, request, reply);
    done();
  });
}

/** For a request that no hook sees. */
export function logRequest(log: FastifyBaseLogger, request: FastifyRequest, reply: FastifyReply): void {
  // Not the hook `onResponse`, which does not run for callers who went away.
  reply.raw.once('close', () => {
    const { fault } = noteOf(request);
    const isAnswered = reply.raw.writableFinished;
    const level = fault !== undefined ? 'error' : isAnswered ? levelOf(request, reply.statusCode) : 'warn';
    // Finding out what nobody will read costs more than the rest of this.
    if (!shows(log.level, level)) return;
    const fields = requestFields(request, reply);
    if (fault !== undefined) log.error({ ...fields, err: fault }, 'request failed');
    else log[level](fields, isAnswered ? 'request' : 'request aborted');
  });
}

function levelOf({ routeOptions: { url: route } }: FastifyRequest, status: number): 'debug' | 'info' | 'warn' | 'error' {
  // Asked every few seconds by whoever watches over the service.
  if (route === '/health' || route === '/ready') return 'debug';
  // Refused because there is too much to do, or the service ends: nothing is broken.
  if (status === 503) return 'warn';
  return status >= 500 ? 'error' : 'info';
}

interface RequestFields {
  readonly method: string;
  readonly route?: string;
  readonly path: string;
  /** Absent where no whole answer was sent. */
  readonly status?: number;
  readonly ms: number;
  readonly requestId: string;
}

/** No body, no query string, no header but these: what a caller sends may be nobody else's business. */
function requestFields(request: FastifyRequest, reply: FastifyReply): RequestFields {
  const { method, id, routeOptions, headers } = request;
  const { actor, code } = noteOf(request);
  const traceparent = parseTraceparent(headers['traceparent']);
  return {
    method,
    ...(routeOptions.url !== undefined && { route: routeOptions.url }),
    path: pathOf(request),
    ...(reply.raw.writableFinished && { status: reply.statusCode }),
    ms: Math.round(reply.elapsedTime * 10) / 10,
    requestId: id,
    ...(traceparent !== undefined && { traceparent }),
    ...(actor !== undefined && { actor }),
    ...(code !== undefined && { code }),
    ...(reply.getHeader('idempotency-replayed') === 'true' && { replayed: true }),
  };
}
