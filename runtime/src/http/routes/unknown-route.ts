import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { pathOf } from '../respond/any-request.js';

/** Refuses requests of a scope that no route takes. @param document where the routes are listed. */
export function refuseUnknownRoutes(scope: FastifyInstance, document: string): void {
  const refuse = (request: FastifyRequest): never => {
    throw new PersistDomainError(
      'not_found',
      `There is no ${request.method} ${pathOf(request)} here. GET ${document} lists what there is.`,
    );
  };
  // Before the body is read: whether it could be parsed does not matter.
  scope.addHook('onRequest', async (request) => {
    if (request.is404 && request.server === scope) refuse(request);
  });
  scope.setNotFoundHandler(refuse);
}
