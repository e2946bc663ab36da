import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify';
import { RequestError } from '../problems/request-error.js';

const methods: readonly HTTPMethods[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** Answers 405 with `Allow`, or the `Allow` alone to OPTIONS, wherever a path is served by other methods only. */
export function refuseOtherMethods(scope: FastifyInstance, routes: readonly RouteOptions[]): void {
  for (const [url, served] of methodsByUrl(routes)) {
    const allow = [...served, 'OPTIONS'].sort().join(', ');
    const others = methods.filter((method) => !served.has(method));
    scope.route({
      method: [...others],
      url,
      // Before the body is read: whether it could be parsed does not matter.
      onRequest(request, reply, done) {
        if (request.method === 'OPTIONS') return void reply.code(204).header('allow', allow).send();
        done(
          new RequestError('method_not_allowed', `${request.method} is not served here, only ${allow}.`, {
            allow,
          }),
        );
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
      // The server derives HEAD from GET.
      if (each === 'GET') served.add('HEAD');
    }
  }
  return byUrl;
}
