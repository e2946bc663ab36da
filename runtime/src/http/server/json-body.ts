import type { FastifyInstance } from 'fastify';
import { jsonMediaType, parseJson, refuseEncoded } from '../respond/parse-json.js';

/** Bodies of a scope are JSON and nothing else. An empty one is no body, whatever its media type says. */
export function acceptJsonOnly(scope: FastifyInstance, maxBytes: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    jsonMediaType,
    { parseAs: 'buffer', bodyLimit: maxBytes },
    ({ headers }, bytes: Buffer, done) => {
      if (bytes.length === 0) return done(null, undefined);
      refuseEncoded(headers['content-encoding']);
      done(null, parseJson(bytes));
    },
  );
}
