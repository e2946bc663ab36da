import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiErrorOf } from '../../model/api-error-of.js';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { takeRequestId } from '../exchange/request-id.js';
import { RequestError } from '../problems/request-error.js';
import type { ErrorHandler } from './error-handler.js';
import { fromFastify } from './fastify-refusals.js';

/**
 * Answers the errors of mounted routes and leaves those of the server around them to the server: what its hooks throw
 * before a handler is reached (an `Unauthorized` of its own, say) goes to its error handler. Errors that can only mean
 * one thing, such as those of a class marked `@apiError`, are answered here wherever they come from.
 */
export function answerOwnErrors(scope: FastifyInstance, answer: ErrorHandler): void {
  const reached = new WeakSet<FastifyRequest>();
  // A scope's hooks run after those of the server around it.
  scope.addHook('preHandler', (request, _reply, done) => {
    reached.add(request);
    done();
  });
  scope.setErrorHandler((error, request, reply) => {
    if (!reached.has(request) && !isKnownError(error, request)) throw error;
    // A hook of the server may have failed before the request was named.
    takeRequestId(request, reply);
    return answer(error, request, reply);
  });
}

function isKnownError(error: unknown, request: FastifyRequest): boolean {
  const known = fromFastify(error, request);
  return known instanceof PersistDomainError || known instanceof RequestError || apiErrorOf(known) !== undefined;
}
