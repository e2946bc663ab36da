import type { RouteOptions } from 'fastify';
import { sendAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { revalidated } from '../headers/cache-control.js';
import { entityTag, matchesIfNoneMatch } from '../headers/entity-tag.js';
import { admitReader } from './admit-reader.js';
import type { ModelSurface } from './model-surface.js';
import { parseMoment } from './moment.js';
import { targetOf } from './target.js';

/** `GET /{id}` → 200 and the record, as it is or as it was at `?version=` or `?asOf=`, or 304. */
export function getRoute(surface: ModelSurface): RouteOptions {
  const { engine, model } = surface;
  return {
    method: 'GET',
    url: '/:id',
    async handler(request, reply) {
      await admitReader(surface, request);
      const at = parseMoment(request);
      const target = targetOf(request, model);
      const { version, record } = await engine.read(target, { at });
      const headers = { etag: entityTag(version), 'cache-control': revalidated };
      const isKnown = matchesIfNoneMatch(request.headers['if-none-match'], version);
      return sendAnswer(reply, isKnown ? { status: 304, headers } : jsonAnswer(200, headers, record));
    },
  };
}
