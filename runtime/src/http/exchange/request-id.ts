import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { normalizeRequestId } from '../headers/request-id.js';

/**
 * Names the request in a server that others own. Ids that the server makes or takes itself (`genReqId`,
 * `requestIdHeader`) stay; Fastify's counter tells no two runs of a server apart, so `X-Request-Id` or a new id
 * replaces it. Naming twice is naming once.
 */
export function takeRequestId(request: FastifyRequest, reply: FastifyReply): void {
  const own = fastifyCounter.test(request.id) ? request.headers['x-request-id'] : request.id;
  request.id = normalizeRequestId(own);
  reply.header('x-request-id', request.id);
}

const fastifyCounter = /^req-[0-9a-z]+$/;

export function returnRequestId(
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  reply.header('x-request-id', request.id);
  done();
}
