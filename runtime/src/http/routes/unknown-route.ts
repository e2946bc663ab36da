import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { pathOf } from '../respond/any-request.js';

/** Refuses requests of a scope that no route takes. @param document where the routes are listed. */
export function refuseUnknownRoutes(scope: FastifyInstance, document: string): void {
  const refusal = (request: FastifyRequest) =>
    new PersistDomainError(
      'not_found',
      `There is no ${request.method} ${pathOf(request)} here. GET ${document} lists what there is.`,
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
