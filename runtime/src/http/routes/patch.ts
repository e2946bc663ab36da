import type { FastifyRequest, RouteOptions } from 'fastify';
import type { Done } from '../../engine/engine.js';
import { requiredBody } from '../../engine/payload.js';
import type { HttpAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { entityTag } from '../headers/entity-tag.js';
import { RequestError } from '../problems/request-error.js';
import { callOf } from './call.js';
import type { ModelSurface } from './model-surface.js';
import { sendSettled, writtenOnce } from './settled.js';
import { targetOf } from './target.js';

/** What a patch may be sent as; other patch formats mean something else. */
export const patchMediaTypes = ['application/merge-patch+json', 'application/json'] as const;

/** `PATCH /{id}` → 200 and the record; only where the model is declared with `patch: true`. */
export function patchRoutes(surface: ModelSurface): RouteOptions[] {
  return surface.model.patch ? [patchRoute(surface)] : [];
}

function patchRoute(surface: ModelSurface): RouteOptions {
  const { engine, model } = surface;
  return {
    method: 'PATCH',
    url: '/:id',
    async handler(request, reply) {
      refuseOtherFormats(request);
      const target = targetOf(request, model);
      const input = requiredBody(request.body);
      const written = writtenOnce(answer);
      const call = await callOf(request, surface, { input, answer: written });
      const settled = await engine.patch(target, input, call);
      return sendSettled(reply, settled, written);
    },
  };
}

function answer({ version, record }: Done): HttpAnswer {
  return jsonAnswer(200, { etag: entityTag(version) }, record!);
}

function refuseOtherFormats({ headers }: FastifyRequest): void {
  const [mediaType = ''] = headers['content-type']?.split(';') ?? [];
  if (mediaType === '' || patchMediaTypes.some((known) => known === mediaType.trim().toLowerCase())) return;
  const accepted = patchMediaTypes.join(', ');
  throw new RequestError('unsupported_media_type', `Send a merge patch (RFC 7396) as one of ${accepted}.`, {
    'accept-patch': accepted,
  });
}
