import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { StoreError } from '../../store/store-error.js';
import { docsRoutes } from '../docs/docs-routes.js';
import type { Identify } from '../exchange/identify.js';
import { returnRequestId } from '../exchange/request-id.js';
import { normalizeRequestId } from '../headers/request-id.js';
import { openApiForApp } from '../openapi/open-api.js';
import { documentRoute } from '../routes/document.js';
import { serveRoutes } from '../routes/serve-routes.js';
import { refuseUnknownRoutes } from '../routes/unknown-route.js';
import { errorHandler, type FaultLogging } from './error-handler.js';
import { healthRoutes } from './health.js';
import { OpenExchanges } from './close-when-answered.js';
import { answerInOrder } from './in-order.js';
import { limitHead } from './limit-head.js';
import { logDropped } from './log-dropped.js';
import { nodeServer } from './node-server.js';
import { mountModels, type RouteOptions, type ServedModels } from './persist-routes.js';
import { publishRequests } from './request-events.js';
import { logRequest, logRequests } from './request-log.js';
import { requireHost } from './require-host.js';
import { routeLimitsOf } from './route-limits.js';
import { securityHeaders, sendSecurityHeaders } from './security-headers.js';
import { limitsOf, type ServerLimits } from './server-limits.js';
import { serverLogging } from './server-logging.js';
import { stderrLog } from './stderr-log.js';

export interface ServerOptions extends Omit<RouteOptions, 'identify'>, ServedModels, ServerLimits {
  /** Default: every caller is `anonymous`. */
  readonly identify?: Identify;
  /** Aborted once the service ends: `GET /ready` says so, and no connection is kept. */
  readonly closing: AbortSignal;
  /** Why nothing is stored until the service is started again; `GET /health` and `GET /ready` tell. */
  readonly writeRefusal?: () => StoreError | undefined;
  /** Logs every request; `false` logs nothing. Default: faults only, to standard error as JSON lines. */
  readonly logger?: FastifyBaseLogger | false;
}

/** A server of its own for an app's models, mounted at `/api`; not yet listening. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { contract, docs, logger, models, info } = options;
  const log = logger === false ? undefined : logger;
  const answerError = errorHandler(contract.errors, faultLogging(logger));
  const limits = limitsOf(options);
  const exchanges = new OpenExchanges(options.closing, limits.answerTimeoutMs);
  const server: FastifyInstance = Fastify({
    ...(log !== undefined && serverLogging(log)),
    bodyLimit: routeLimitsOf(options).maxBodyBytes,
    schemaController: {
      compilersFactory: { buildValidator: noRouteSchemas, buildSerializer: noRouteSchemas },
    },
    // Fastify then binds one address, the first of a name such as `localhost`.
    serverFactory(listener) {
      const each = nodeServer(listener, limits);
      exchanges.watch(each);
      if (log !== undefined) logDropped(each, log);
      return each;
    },
    // Calls that arrive while the server closes are answered by the engine, with a problem document.
    return503OnClosing: false,
    genReqId: ({ headers }) => normalizeRequestId(headers['x-request-id']),
    frameworkErrors: (error, request, reply) => {
      reply.headers(securityHeaders).header('x-request-id', request.id);
      if (log !== undefined) logRequest(log, request, reply);
      answerError(error, request, reply);
    },
    // Each server has its own.
    clientErrorHandler: () => undefined,
  });
  server.addHook('onRequest', returnRequestId);
  sendSecurityHeaders(server);
  if (log !== undefined) logRequests(server, log);
  exchanges.closeWith(server);
  publishRequests(server);
  server.setErrorHandler(answerError);
  requireHost(server);
  limitHead(server, limits);
  answerInOrder(server);
  refuseUnknownRoutes(server, { path: '', docs });
  const document = documentRoute(() => openApiForApp(contract, models, { ...info, basePath: '/api' }));
  const reference = docs === false ? [] : docsRoutes();
  serveRoutes(server, [...healthRoutes(options), document, ...reference]);
  server.register(
    async (scope) => {
      serveRoutes(scope, [document]);
      mountModels(scope, options);
    },
    { prefix: '/api' },
  );
  return server;
}

function faultLogging(logger: ServerOptions['logger']): FaultLogging {
  if (logger === undefined) return { log: stderrLog };
  if (logger === false) return { log: { error: () => undefined } };
  return { log: logger, requestLines: true };
}

/** Payloads are checked against the contract. Fastify's own compilers would cost a tenth of a second to load. */
function noRouteSchemas(): never {
  throw new TypeError('The routes carry no schemas; the contract does.');
}
