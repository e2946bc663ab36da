import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { pathOf } from '../respond/any-request.js';

/** Where what there is can be found. */
export interface Listed {
  /** Of the scope. */
  readonly path: string;
  /** Whether it has a page for people. Default true. */
  readonly docs?: boolean | undefined;
}

/** Refuses requests of a scope that no route takes. */
export function refuseUnknownRoutes(scope: FastifyInstance, { path, docs = true }: Listed): void {
  const places = `GET ${path}/_openapi.json lists what there is${docs ? `, GET ${path}/_docs shows it` : ''}.`;
  const refusal = (request: FastifyRequest) =>
    new PersistDomainError(
      'not_found',
      `There is no ${request.method} ${pathOf(request)} here. ${places}`,
    );
  // Before the body is read: whether it could be parsed does not matter.
  scope.addHook('onRequest', (request, _reply, done) => {
    if (request.is404 && request.server === scope) done(refusal(request));
    else done();
  });
  scope.setNotFoundHandler((request) => {
    throw refusal(request);
  });
}
