import type { CommandNode } from '@persist/contract';
import type { RouteOptions } from 'fastify';
import type { Done } from '../../engine/engine.js';
import { payloadReader } from '../../engine/payload.js';
import type { HttpAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { entityTag } from '../headers/entity-tag.js';
import { callOf } from './call.js';
import type { ModelSurface } from './model-surface.js';
import { sendSettled, writtenOnce } from './settled.js';
import { targetOf } from './target.js';

/** `POST /{id}/<command>` → 200 and the result, or 204. */
export function commandRoutes(surface: ModelSurface): RouteOptions[] {
  return surface.model.commands.map((command) => commandRoute(surface, command));
}

function commandRoute(surface: ModelSurface, command: CommandNode): RouteOptions {
  const { engine, model } = surface;
  const payload = payloadReader(command.input, model.$defs);

  return {
    method: 'POST',
    url: `/:id/${command.path}`,
    async handler(request, reply) {
      const target = targetOf(request, model);
      const input = payload(request.body);
      const written = writtenOnce(answer);
      const call = await callOf(request, surface, { input, answer: written });
      const settled = await engine.execute(target, { command: command.name, input }, call);
      return sendSettled(reply, settled, written);
    },
  };
}

function answer({ version, result }: Done): HttpAnswer {
  const headers = { etag: entityTag(version) };
  return result === undefined ? { status: 204, headers } : jsonAnswer(200, headers, result);
}
