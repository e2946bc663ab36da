import type { FastifyInstance } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';

/** Refuses a request of HTTP/1.1 that names no host, which Node would answer with an empty body. */
export function requireHost(server: FastifyInstance): void {
  server.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    if (headers.host !== undefined || raw.httpVersion === '1.0') done();
    else done(noHost());
  });
}

function noHost(): PersistDomainError {
  return new PersistDomainError('bad_request', 'The request has no Host header, which HTTP/1.1 requires.');
}
