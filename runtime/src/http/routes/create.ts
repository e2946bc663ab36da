import type { RouteOptions } from 'fastify';
import type { Done } from '../../engine/engine.js';
import { payloadReader } from '../../engine/payload.js';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import type { HttpAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { entityTag } from '../headers/entity-tag.js';
import { callOf } from './call.js';
import type { ModelSurface } from './model-surface.js';
import { sendSettled, writtenOnce } from './settled.js';

/** `POST /` → 201 and the record. */
export function createRoute(surface: ModelSurface): RouteOptions {
  const { engine, model, path } = surface;
  const payload = payloadReader(model.create.input, model.$defs);
  const answer = ({ id, version, record }: Done): HttpAnswer =>
    jsonAnswer(201, { location: `${path}/${id}`, etag: entityTag(version) }, record!);

  return {
    method: 'POST',
    url: '/',
    async handler(request, reply) {
      const input = payload(request.body);
      const written = writtenOnce(answer);
      const call = await callOf(request, surface, { input, answer: written });
      if (call.ifMatch !== undefined) throw nothingToMatch();
      const settled = await engine.create(model.name, input, call);
      return sendSettled(reply, settled, written);
    },
  };
}

function nothingToMatch(): PersistDomainError {
  return new PersistDomainError(
    'bad_request',
    'If-Match does not apply here: a record that is created has no version yet.',
  );
}
