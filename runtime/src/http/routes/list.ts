import type { RouteOptions } from 'fastify';
import { planned } from '../../engine/planned.js';
import { pageOf, parseListParameters } from '../../query/index.js';
import { sendAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { admitReader } from './admit-reader.js';
import type { ModelSurface } from './model-surface.js';
import { queryOf } from './query-string.js';
import { unstored } from './unstored.js';

/** `GET /` → one page of the records that match. */
export function listRoute(surface: ModelSurface): RouteOptions {
  const { engine, model } = surface;
  return {
    method: 'GET',
    url: '/',
    async handler(request, reply) {
      await admitReader(surface, request);
      const plan = planned(() => parseListParameters(model, queryOf(request)));
      const rows = await engine.list(plan);
      return sendAnswer(reply, jsonAnswer(200, unstored, pageOf(rows, plan)));
    },
  };
}
