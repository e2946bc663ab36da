import { parse } from 'node:querystring';
import { findModel, type Contract } from '@persist/contract';
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Engine } from '../../engine/engine.js';
import { docsRoutes } from '../docs/docs-routes.js';
import type { Identify } from '../exchange/identify.js';
import { takeRequestId } from '../exchange/request-id.js';
import { openApiForApp, openApiForModel, type DocumentInfo } from '../openapi/open-api.js';
import type { FaultLog } from '../problems/fault-log.js';
import { documentRoute } from '../routes/document.js';
import { modelRoutes } from '../routes/model-routes.js';
import { serveRoutes } from '../routes/serve-routes.js';
import { refuseUnknownRoutes } from '../routes/unknown-route.js';
import { errorHandler } from './error-handler.js';
import { acceptJsonOnly } from './json-body.js';
import { answerOwnErrors } from './own-errors.js';
import { routeLimitsOf, type RouteLimits } from './route-limits.js';
import { shedLoad } from './shed-load.js';
import { stderrLog } from './stderr-log.js';

/** How routes are served, wherever they are mounted. */
export interface RouteOptions extends RouteLimits {
  /** Default: every caller is `anonymous`. */
  readonly identify?: Identify<FastifyRequest>;
  /** What the OpenAPI documents say about the service. Default: what its package.json says. */
  readonly info?: Omit<DocumentInfo, 'basePath'>;
  /** Whether `GET /_docs` shows the API reference. Default true. */
  readonly docs?: boolean;
}

/** What `register` takes beside the routes of an app. */
export interface MountOptions extends RouteOptions {
  /** Takes what callers of failed requests are not told. Default: the server's log; standard error if it keeps none. */
  readonly log?: FaultLog;
}

/** What there is to serve. */
export interface ServedModels {
  readonly contract: Contract;
  readonly engine: Engine;
  /** Names of the models to serve: `ledger-books`. */
  readonly models: readonly string[];
}

export interface PersistRoutesOptions extends MountOptions, ServedModels {}

/**
 * Mounts the routes of models in an existing Fastify server, under the `prefix` they are registered with. Body parser,
 * error handler, unknown routes and request ids of these routes are their own, and nothing of the server changes.
 *
 * @example
 * await server.register(persistRoutes, { prefix: '/api', contract, engine, models: ['ledger-books'] });
 */
export const persistRoutes: FastifyPluginAsync<PersistRoutesOptions> = async (scope, options) => {
  const { contract, docs, info, log = logOf(scope), models } = options;
  scope.addHook('onRequest', (request, reply, done) => {
    takeRequestId(request, reply);
    readQueryString(request);
    done();
  });
  answerOwnErrors(scope, (error, request, reply) =>
    errorHandler(contract.errors, { log: log ?? request.log })(error, request, reply),
  );
  const document = documentRoute(() => openApiForApp(contract, models, { ...info, basePath: scope.prefix }));
  // Without a prefix of their own, unknown routes are the server's.
  if (hasOwnPrefix(options)) refuseUnknownRoutes(scope, { path: scope.prefix, docs });
  serveRoutes(scope, [document, ...(docs === false ? [] : docsRoutes())]);
  mountModels(scope, options);
};

/** The models' routes alone, for a scope that has an error handler and names its requests. */
export function mountModels(scope: FastifyInstance, options: RouteOptions & ServedModels): void {
  const { contract, engine, identify, info } = options;
  const { maxBodyBytes, maxQueueMs } = routeLimitsOf(options);
  shedLoad(scope, maxQueueMs);
  acceptJsonOnly(scope, maxBodyBytes);
  for (const name of options.models) {
    const model = findModel(contract, name);
    if (model === undefined) throw unknownModel(contract, name);
    const path = `${scope.prefix}/${name}`;
    const document = () => openApiForModel(contract, name, { ...info, basePath: scope.prefix });
    scope.register(
      async (child) =>
        modelRoutes(child, { engine, model, errors: contract.errors, path, identify, document }),
      { prefix: `/${name}` },
    );
  }
}

/** The server may read query strings in a way of its own, such as nested objects. */
function readQueryString(request: FastifyRequest): void {
  const start = request.url.indexOf('?');
  request.query = start === -1 ? {} : parse(request.url.slice(start + 1), '&', '=', { maxKeys: 0 });
}

/** Undefined where each request's own log is to be taken. */
function logOf({ log }: FastifyInstance): FaultLog | undefined {
  // What Fastify puts there when logging is off has no level, and forgets everything.
  return 'level' in log ? undefined : stderrLog;
}

function hasOwnPrefix(options: object): boolean {
  return 'prefix' in options && typeof options.prefix === 'string' && options.prefix.replaceAll('/', '') !== '';
}

function unknownModel(contract: Contract, name: string): TypeError {
  const known = contract.models.map((model) => model.name).join(', ') || 'none';
  return new TypeError(`the contract has no model ${name}; it has ${known}. Run \`persist build\` again.`);
}
