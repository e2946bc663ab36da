import { findModel, type Contract } from '@persist/contract';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Engine } from '../../engine/engine.js';
import type { Identify } from '../exchange/identify.js';
import { takeRequestId } from '../exchange/request-id.js';
import { openApiForModel, type DocumentInfo } from '../openapi/open-api.js';
import { modelRoutes } from '../routes/model-routes.js';
import { errorHandler, type FaultLog } from './error-handler.js';
import { acceptJsonOnly } from './json-body.js';

const MAX_BODY_BYTES = 1024 * 1024;

export interface PersistRoutesOptions {
  readonly contract: Contract;
  readonly engine: Engine;
  /** Names of the models to serve: `ledger-books`. */
  readonly models: readonly string[];
  /** Default: every caller is `anonymous`. */
  readonly identify?: Identify;
  /** Default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** Default: the server's own log. */
  readonly log?: FaultLog;
  /** Title and version of the OpenAPI documents. */
  readonly info?: Pick<DocumentInfo, 'title' | 'version'>;
}

/**
 * Mounts the routes of models in an existing Fastify server, under the `prefix` they are registered with.
 * Body parser, error handler and hooks apply to these routes only. A hook of the server that refuses a request
 * answers it itself: an error it throws would be taken for one of the service (500).
 *
 * @example
 * await server.register(persistRoutes, { prefix: '/api', contract, engine, models: ['ledger-books'] });
 */
export const persistRoutes: FastifyPluginAsync<PersistRoutesOptions> = async (scope, options) => {
  scope.addHook('onRequest', takeRequestId);
  scope.setErrorHandler(errorHandler(options.contract.errors, options.log ?? scope.log));
  mountModels(scope, options);
};

/** The routes alone, for a scope that has an error handler and names its requests. */
export function mountModels(scope: FastifyInstance, options: PersistRoutesOptions): void {
  const { contract, engine, identify, info, maxBodyBytes = MAX_BODY_BYTES } = options;
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

function unknownModel(contract: Contract, name: string): TypeError {
  const known = contract.models.map((model) => model.name).join(', ') || 'none';
  return new TypeError(`the contract has no model ${name}; it has ${known}. Run \`persist build\` again.`);
}
