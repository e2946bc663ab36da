import type { FastifyRequest } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { problemContext } from '../exchange/problem-context.js';

/** Refuses a request that no route takes. @param document where the routes are listed. */
export function unknownRoute(document: string): (request: FastifyRequest) => never {
  return (request) => {
    const { instance } = problemContext(request, []);
    throw new PersistDomainError(
      'not_found',
      `There is no ${request.method} ${instance} here. GET ${document} lists what there is.`,
    );
  };
}
