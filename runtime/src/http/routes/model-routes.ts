import type { FastifyInstance, RouteOptions } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { auditsRoute } from './audits.js';
import { commandRoutes } from './commands.js';
import { createRoute } from './create.js';
import { getRoute } from './get.js';
import { listRoute } from './list.js';
import type { ModelSurface } from './model-surface.js';
import { documentRoute } from './document.js';
import { queryRoutes } from './queries.js';
import { refuseOtherMethods } from './other-methods.js';
import { removeRoute } from './remove.js';
import { viewRoutes } from './views.js';

/** Everything that is served for one model, in a scope whose prefix is the model's path. */
export function modelRoutes(scope: FastifyInstance, surface: ModelSurface): void {
  const routes: readonly RouteOptions[] = [
    createRoute(surface),
    listRoute(surface),
    getRoute(surface),
    removeRoute(surface),
    ...commandRoutes(surface),
    ...queryRoutes(surface),
    ...viewRoutes(surface),
    auditsRoute(surface),
    documentRoute(surface.document),
  ];
  for (const route of routes) scope.route({ ...route, exposeHeadRoute: true });
  refuseOtherMethods(scope, routes);
  scope.setNotFoundHandler(({ method, url }) => {
    throw new PersistDomainError(
      'not_found',
      `There is no ${method} ${url} here. GET ${surface.path}/_openapi.json lists what there is.`,
    );
  });
}
