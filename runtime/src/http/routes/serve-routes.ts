import type { FastifyInstance, RouteOptions } from 'fastify';
import { RequestError } from '../problems/request-error.js';

/** Serves routes, HEAD wherever there is GET, and answers other methods on their paths with what is allowed. */
export function serveRoutes(scope: FastifyInstance, routes: readonly RouteOptions[]): void {
  for (const route of routes) scope.route(route.method === 'GET' ? withHead(route) : route);
  for (const [url, served] of methodsByUrl(routes)) {
    const allow = [...served, 'OPTIONS'].sort().join(', ');
    scope.route({
      method: scope.supportedMethods.filter((method) => !served.has(method)),
      url,
      // Before the body is read: whether it could be parsed does not matter.
      onRequest(request, reply, done) {
        if (request.method === 'OPTIONS') {
          reply.code(204).header('allow', allow).send();
        } else {
          done(
            new RequestError('method_not_allowed', `${request.method} is not served here, only ${allow}.`, {
              allow,
            }),
          );
        }
      },
      handler: () => undefined,
    });
  }
}

/** One handler for both: Node leaves the body out. Fastify's own HEAD would say that a 304 is of length 0. */
function withHead(route: RouteOptions): RouteOptions {
  return { ...route, method: ['GET', 'HEAD'], exposeHeadRoute: false };
}

function methodsByUrl(routes: readonly RouteOptions[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byUrl = new Map<string, Set<string>>();
  for (const { url, method } of routes) {
    const served = byUrl.get(url) ?? new Set<string>();
    byUrl.set(url, served);
    for (const each of [method].flat()) {
      served.add(each);
      if (each === 'GET') served.add('HEAD');
    }
  }
  return byUrl;
}
