import type { ErrorNode } from '@persist/contract';
import type { FastifyRequest } from 'fastify';
import type { ProblemContext } from '../problems/problem.js';

/** How a problem document names this request. The query string stays out: it may hold what no log should. */
export function problemContext({ id, url }: FastifyRequest, errors: readonly ErrorNode[]): ProblemContext {
  const end = url.indexOf('?');
  return { instance: end === -1 ? url : url.slice(0, end), correlationId: id, errors };
}
