import type { Json, QueryNode, ViewNode } from '@persist/contract';
import type { FastifyRequest, RouteOptions } from 'fastify';
import type { Answer, Target } from '../../engine/engine.js';
import { payloadReader } from '../../engine/payload.js';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { sendAnswer, type HttpAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { entityTag } from '../headers/entity-tag.js';
import { admitReader } from './admit-reader.js';
import type { ModelSurface } from './model-surface.js';
import { argumentReader } from './query-arguments.js';
import { queryOf } from './query-string.js';
import { targetOf } from './target.js';
import { unstored } from './unstored.js';

/** A method that reads, and how to ask the engine for it. */
export interface ReadMethod {
  readonly node: QueryNode | ViewNode;
  readonly url: string;
  readonly ask: (target: Target, input: Json) => Promise<Answer>;
}

export function readRoute(surface: ModelSurface, method: ReadMethod): RouteOptions {
  return method.node.transport === 'query' ? overQueryString(surface, method) : overBody(surface, method);
}

function overQueryString(surface: ModelSurface, { node, url, ask }: ReadMethod): RouteOptions {
  const { model } = surface;
  const args = argumentReader(node.input, model.$defs);
  return {
    method: 'GET',
    url,
    async handler(request: FastifyRequest, reply) {
      await admitReader(surface, request);
      const target = targetOf(request, model);
      const input = args(queryOf(request));
      const result = await ask(target, input).catch(asBadRequest);
      return sendAnswer(reply, answer(result));
    },
  };
}

function overBody(surface: ModelSurface, { node, url, ask }: ReadMethod): RouteOptions {
  const { model } = surface;
  const payload = payloadReader(node.input, model.$defs);
  return {
    method: 'POST',
    url,
    async handler(request, reply) {
      await admitReader(surface, request);
      const target = targetOf(request, model);
      const input = payload(request.body);
      const result = await ask(target, input);
      return sendAnswer(reply, answer(result));
    },
  };
}

/** The tag is the record's, to be sent back as the If-Match of a command; it is no validator of the answer. */
function answer({ version, result }: Answer): HttpAnswer {
  const headers = { ...unstored, etag: entityTag(version) };
  return result === undefined ? { status: 204, headers } : jsonAnswer(200, headers, result);
}

/** Arguments in a query string are part of the address: wrong ones are a bad request, not an invalid payload. */
function asBadRequest(error: unknown): never {
  if (!(error instanceof PersistDomainError) || error.code !== 'validation_error') throw error;
  throw new PersistDomainError('bad_request', error.message, { cause: error, details: error.details });
}
