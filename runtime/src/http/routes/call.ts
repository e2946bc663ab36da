import type { Json } from '@persist/contract';
import type { FastifyRequest } from 'fastify';
import type { Call, Done, IdempotentCall } from '../../engine/engine.js';
import { fingerprintOf } from '../../engine/fingerprint.js';
import type { HttpAnswer } from '../exchange/answer.js';
import { identifyCaller } from '../exchange/identify.js';
import { problemContext } from '../exchange/problem-context.js';
import { parseIfMatchHeader } from '../headers/entity-tag.js';
import { normalizeIdempotencyKey } from '../headers/idempotency-key.js';
import { problemResponse } from '../problems/problem-response.js';
import { toProblem } from '../problems/problem.js';
import type { ModelSurface } from './model-surface.js';

/** What a changing request asks for, and how its success is answered. */
export interface Intent<Outcome extends Success = Done> {
  readonly input: Json;
  readonly answer: (done: Outcome) => HttpAnswer;
}

/** What a call of one record, or of many, came to. */
export interface Success {
  readonly kind: 'done';
}

/** The call that a changing request makes: who, which version, and once only where a key is given. */
export async function callOf<Outcome extends Success>(
  request: FastifyRequest,
  surface: ModelSurface,
  intent: Intent<Outcome>,
): Promise<Call<Outcome>> {
  const { identify } = surface;
  const ifMatch = parseIfMatchHeader(request.headers['if-match']);
  const key = normalizeIdempotencyKey(request.headers['idempotency-key']);
  return {
    actor: identify === undefined ? 'anonymous' : await identifyCaller(identify, request),
    requestId: request.id,
    ifMatch,
    idempotency: key === undefined ? undefined : idempotent(key, ifMatch, { request, surface, intent }),
  };
}

interface Occasion<Outcome extends Success> {
  readonly request: FastifyRequest;
  readonly surface: ModelSurface;
  readonly intent: Intent<Outcome>;
}

function idempotent<Outcome extends Success>(
  key: string,
  ifMatch: Call['ifMatch'],
  { request, surface, intent }: Occasion<Outcome>,
): IdempotentCall<Outcome> {
  const context = problemContext(request, surface.errors);
  return {
    key,
    fingerprint: fingerprintOf([request.method, context.instance, intent.input, ifMatch ?? null]),
    render(outcome) {
      const answer =
        outcome.kind === 'done' ? intent.answer(outcome) : problemResponse(toProblem(outcome.error, context));
      return JSON.stringify(answer);
    },
  };
}
