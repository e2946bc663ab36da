import type { RouteOptions } from 'fastify';
import { sendAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { entityTag, matchesIfNoneMatch } from '../headers/entity-tag.js';
import { admitReader } from './admit-reader.js';
import type { ModelSurface } from './model-surface.js';
import { refuseParameters } from './query-string.js';
import { targetOf } from './target.js';

/** `GET /{id}` → 200 and the record, or 304. */
export function getRoute(surface: ModelSurface): RouteOptions {
  const { engine, model } = surface;
  return {
    method: 'GET',
    url: '/:id',
    async handler(request, reply) {
      await admitReader(surface, request);
      refuseParameters(request);
      const target = targetOf(request, model);
      const { version, record } = await engine.read(target);
      const headers = { etag: entityTag(version) };
      const isKnown = matchesIfNoneMatch(request.headers['if-none-match'], version);
      return sendAnswer(reply, isKnown ? { status: 304, headers } : jsonAnswer(200, headers, record));
    },
  };
}
