import type { QueryNode } from '@persist/contract';
import type { RouteOptions } from 'fastify';
import type { ModelSurface } from './model-surface.js';
import { readRoute } from './read-route.js';

/** `GET /{id}/<query>`, or `POST` where the arguments travel in a body → 200 and the result. */
export function queryRoutes(surface: ModelSurface): RouteOptions[] {
  return surface.model.queries.map((query) => queryRoute(surface, query));
}

function queryRoute(surface: ModelSurface, query: QueryNode): RouteOptions {
  return readRoute(surface, {
    node: query,
    url: `/:id/${query.path}`,
    ask: (target, input) => surface.engine.query(target, query.name, input),
  });
}
