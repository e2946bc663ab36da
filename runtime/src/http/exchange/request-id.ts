import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { normalizeRequestId } from '../headers/request-id.js';

/** Names the request by `X-Request-Id`, or a new id, in a server whose own ids may be anything. */
export function takeRequestId(
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  request.id = normalizeRequestId(request.headers['x-request-id']);
  returnRequestId(request, reply, done);
}

export function returnRequestId(
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  reply.header('x-request-id', request.id);
  done();
}
