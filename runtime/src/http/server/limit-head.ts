import type { FastifyInstance } from 'fastify';
import { RequestError } from '../problems/request-error.js';
import type { ServerLimits } from './server-limits.js';

/** Refuses what has too many header fields or too long an address, before it is looked at. */
export function limitHead(server: FastifyInstance, { maxHeaders, maxUrlLength }: Required<ServerLimits>): void {
  server.addHook('onRequest', ({ raw: { rawHeaders, url = '' } }, _reply, done) => {
    // A name and a value each.
    if (rawHeaders.length > 2 * maxHeaders) done(tooMany(rawHeaders.length / 2, maxHeaders));
    else if (url.length > maxUrlLength) done(tooLong(url.length, maxUrlLength));
    else done();
  });
}

function tooMany(count: number, limit: number): RequestError {
  return new RequestError(
    'header_fields_too_large',
    `The request has ${count} header fields; this service takes ${limit}.`,
  );
}

function tooLong(length: number, limit: number): RequestError {
  return new RequestError('uri_too_long', `The address has ${length} characters; this service takes ${limit}.`);
}
