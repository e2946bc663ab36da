import type { ModelNode } from '@persist/contract';
import type { RouteOptions } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { QueryError, parseListParameters } from '../../query/index.js';
import type { QueryPlan } from '../../store/query-plan.js';
import { sendAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { admitReader } from './admit-reader.js';
import type { ModelSurface } from './model-surface.js';
import { pageOf } from './page.js';
import { queryOf, type QueryString } from './query-string.js';

/** `GET /` → one page of the records that match. */
export function listRoute(surface: ModelSurface): RouteOptions {
  const { engine, model } = surface;
  return {
    method: 'GET',
    url: '/',
    async handler(request, reply) {
      await admitReader(surface, request);
      const plan = planOf(model, queryOf(request));
      const rows = await engine.list(plan);
      return sendAnswer(reply, jsonAnswer(200, {}, pageOf(rows, plan)));
    },
  };
}

function planOf(model: ModelNode, query: QueryString): QueryPlan {
  try {
    return parseListParameters(model, query);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const errors = error.errors.map(({ path, message }) => ({ path, message }));
    throw new PersistDomainError('bad_request', error.message, { cause: error, details: { errors } });
  }
}
