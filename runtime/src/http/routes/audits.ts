import type { RouteOptions } from 'fastify';
import { planned } from '../../engine/planned.js';
import { pageOf, parseAuditParameters } from '../../query/index.js';
import { sendAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { admitReader } from './admit-reader.js';
import type { ModelSurface } from './model-surface.js';
import { queryOf } from './query-string.js';
import { targetOf } from './target.js';
import { unstored } from './unstored.js';

/** `GET /{id}/_audits` → the record's history, newest first, also after its removal. */
export function auditsRoute(surface: ModelSurface): RouteOptions {
  const { engine, model } = surface;
  return {
    method: 'GET',
    url: '/:id/_audits',
    async handler(request, reply) {
      await admitReader(surface, request);
      const target = targetOf(request, model);
      const query = planned(() => parseAuditParameters(target, queryOf(request)));
      const rows = await engine.audits(query);
      return sendAnswer(reply, jsonAnswer(200, unstored, pageOf(rows, query)));
    },
  };
}
