import type { CommandNode, ModelNode } from '@persist/contract';
import type { RouteOptions } from 'fastify';
import type { DoneMany } from '../../engine/engine.js';
import { requiredBody } from '../../engine/payload.js';
import type { HttpAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { callOf } from './call.js';
import type { ModelSurface } from './model-surface.js';
import { sendSettled, writtenOnce } from './settled.js';

/** `POST /_bulk/<command>` → 200 and how many records were changed: all that were named, or none. */
export function bulkRoutes(surface: ModelSurface): RouteOptions[] {
  return bulkCommands(surface.model).map((command) => bulkRoute(surface, command));
}

/** One that asks for the version of its record cannot be called on many. */
export function bulkCommands({ commands }: ModelNode): readonly CommandNode[] {
  return commands.filter(({ requireIfMatch }) => !requireIfMatch);
}

function bulkRoute(surface: ModelSurface, { name, path }: CommandNode): RouteOptions {
  const { engine, model } = surface;
  return {
    method: 'POST',
    url: `/_bulk/${path}`,
    async handler(request, reply) {
      const input = requiredBody(request.body);
      const written = writtenOnce(answer);
      const call = await callOf(request, surface, { input, answer: written });
      const settled = await engine.executeMany(model.name, { command: name, input }, call);
      return sendSettled(reply, settled, written);
    },
  };
}

function answer({ each }: DoneMany): HttpAnswer {
  return jsonAnswer(200, {}, { requested: each.length, processed: each.length });
}
