import type { ViewNode } from '@persist/contract';
import type { RouteOptions } from 'fastify';
import type { ModelSurface } from './model-surface.js';
import { readRoute } from './read-route.js';

/** `GET /{id}/views/<view>`, or `POST` where the arguments travel in a body → 200 and the read model. */
export function viewRoutes(surface: ModelSurface): RouteOptions[] {
  return surface.model.views.map((view) => viewRoute(surface, view));
}

function viewRoute(surface: ModelSurface, view: ViewNode): RouteOptions {
  return readRoute(surface, {
    node: view,
    url: `/:id/views/${view.path}`,
    ask: (target, input) => surface.engine.view(target, view.name, input),
  });
}
