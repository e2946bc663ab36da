import type { RouteOptions } from 'fastify';
import { sendAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { admitReader } from './admit-reader.js';
import type { ModelSurface } from './model-surface.js';
import { pageOf, parsePage } from './page.js';
import { targetOf } from './target.js';

/** `GET /{id}/_audits` → the record's history, newest first, also after its removal. */
export function auditsRoute(surface: ModelSurface): RouteOptions {
  const { engine, model } = surface;
  return {
    method: 'GET',
    url: '/:id/_audits',
    async handler(request, reply) {
      await admitReader(surface, request);
      const target = targetOf(request, model);
      const stretch = parsePage(request);
      const rows = await engine.audits(target, stretch);
      return sendAnswer(reply, jsonAnswer(200, {}, pageOf(rows, stretch)));
    },
  };
}
