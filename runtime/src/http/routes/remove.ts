import type { RouteOptions } from 'fastify';
import type { HttpAnswer } from '../exchange/answer.js';
import { callOf } from './call.js';
import type { ModelSurface } from './model-surface.js';
import { sendSettled } from './settled.js';
import { targetOf } from './target.js';

/** `DELETE /{id}` → 204. */
export function removeRoute(surface: ModelSurface): RouteOptions {
  const { engine, model } = surface;
  return {
    method: 'DELETE',
    url: '/:id',
    async handler(request, reply) {
      const target = targetOf(request, model);
      const call = await callOf(request, surface, { input: null, answer });
      const settled = await engine.remove(target, call);
      return sendSettled(reply, settled, answer);
    },
  };
}

function answer(): HttpAnswer {
  return { status: 204, headers: {} };
}
