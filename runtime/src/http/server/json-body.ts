import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { RequestError } from '../problems/request-error.js';
import { refuseUnsafeJson } from './json-text.js';

/** Bodies of a scope are JSON and nothing else. An empty one is no body, whatever its media type says. */
export function acceptJsonOnly(scope: FastifyInstance, maxBytes: number): void {
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json(?:;|$)/i,
    { parseAs: 'buffer', bodyLimit: maxBytes },
    (request, bytes: Buffer, done) => {
      if (bytes.length === 0) return done(null, undefined);
      void parse(request, checkedText(request, bytes), done);
    },
  );
}

function checkedText({ headers }: FastifyRequest, bytes: Buffer): string {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new RequestError(
      'unsupported_media_type',
      `Send the body as it is, not with Content-Encoding: ${encoding}.`,
    );
  }
  if (!isUtf8(bytes)) throw new PersistDomainError('bad_request', 'The body is not valid UTF-8.');
  const text = bytes.toString('utf8');
  refuseUnsafeJson(text);
  return text;
}
