import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify';
import { RequestError } from '../problems/request-error.js';

const methods: readonly HTTPMethods[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** Serves routes, HEAD wherever there is GET, and answers other methods on their paths with what is allowed. */
export function serveRoutes(scope: FastifyInstance, routes: readonly RouteOptions[]): void {
  for (const route of routes) scope.route({ ...route, exposeHeadRoute: true });
  for (const [url, served] of methodsByUrl(routes)) {
    const allow = [...served, 'OPTIONS'].sort().join(', ');
    scope.route({
      method: methods.filter((method) => !served.has(method)),
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
