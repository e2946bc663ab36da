import type { FastifyInstance } from 'fastify';
import { auditsRoute } from './audits.js';
import { bulkRoutes } from './bulk.js';
import { commandRoutes } from './commands.js';
import { createRoute } from './create.js';
import { documentRoute } from './document.js';
import { getRoute } from './get.js';
import { listRoute } from './list.js';
import type { ModelSurface } from './model-surface.js';
import { patchRoutes } from './patch.js';
import { queryRoutes } from './queries.js';
import { removeRoute } from './remove.js';
import { serveRoutes } from './serve-routes.js';
import { refuseUnknownRoutes } from './unknown-route.js';
import { viewRoutes } from './views.js';

/** Everything that is served for one model, in a scope whose prefix is the model's path. */
export function modelRoutes(scope: FastifyInstance, surface: ModelSurface): void {
  serveRoutes(scope, [
    createRoute(surface),
    listRoute(surface),
    getRoute(surface),
    ...patchRoutes(surface),
    removeRoute(surface),
    ...commandRoutes(surface),
    ...bulkRoutes(surface),
    ...queryRoutes(surface),
    ...viewRoutes(surface),
    auditsRoute(surface),
    documentRoute(surface.document),
  ]);
  refuseUnknownRoutes(scope, { path: surface.path, docs: false });
}
