import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { RecordText } from '../../engine/engine.js';
import { chain, type Eventual } from '../../engine/eventual.js';
import { sendAnswer } from '../exchange/answer.js';
import { jsonText } from '../exchange/json-answer.js';
import { revalidated } from '../headers/cache-control.js';
import { entityTag, matchesIfNoneMatch } from '../headers/entity-tag.js';
import { admitReader } from './admit-reader.js';
import type { ModelSurface } from './model-surface.js';
import { parseMoment } from './moment.js';
import { targetOf } from './target.js';

/** `GET /{id}` → 200 and the record, as it is or as it was at `?version=` or `?asOf=`, or 304. */
export function getRoute(surface: ModelSurface): RouteOptions {
  return {
    method: 'GET',
    url: '/:id',
    // A record in memory is sent in the turn in which it is asked for.
    handler(request, reply) {
      const found = chain(admitReader(surface, request), () => recordOf(surface, request));
      return chain(found, (record) => send(request, reply, record));
    },
  };
}

function recordOf({ engine, model }: ModelSurface, request: FastifyRequest): Eventual<RecordText> {
  const at = parseMoment(request);
  const target = targetOf(request, model);
  if (at === undefined) return engine.readText(target);
  return engine.read(target, { at }).then(({ version, record }) => ({ version, text: JSON.stringify(record) }));
}

function send({ headers: asked }: FastifyRequest, reply: FastifyReply, { version, text }: RecordText): FastifyReply {
  const headers = { etag: entityTag(version), 'cache-control': revalidated };
  const isKnown = matchesIfNoneMatch(asked['if-none-match'], version);
  return sendAnswer(reply, isKnown ? { status: 304, headers } : jsonText(200, headers, text));
}
