import type { ErrorNode } from '@persist/contract';
import type { FastifyRequest } from 'fastify';
import type { ProblemContext } from '../problems/problem.js';
import { pathOf } from '../respond/any-request.js';

/** How a problem document names this request. */
export function problemContext(request: FastifyRequest, errors: readonly ErrorNode[]): ProblemContext {
  return { instance: pathOf(request), correlationId: request.id, errors };
}
