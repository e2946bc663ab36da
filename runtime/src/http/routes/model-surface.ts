import type { ErrorNode, ModelNode } from '@persist/contract';
import type { Engine } from '../../engine/engine.js';
import type { FastifyRequest } from 'fastify';
import type { Identify } from '../exchange/identify.js';

/** What the routes of one model have in common. */
export interface ModelSurface {
  readonly engine: Engine;
  readonly model: ModelNode;
  /** All of the contract: an error is answered by its class, whoever threw it. */
  readonly errors: readonly ErrorNode[];
  /** Of the collection: `/api/ledger-books`. */
  readonly path: string;
  readonly identify?: Identify<FastifyRequest>;
  /** Writes the OpenAPI document of the model. */
  readonly document: () => object;
}
