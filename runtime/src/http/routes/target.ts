import type { ModelNode } from '@persist/contract';
import type { FastifyRequest } from 'fastify';
import type { Target } from '../../engine/engine.js';
import { recordTarget } from '../../engine/record-target.js';

/** The record a path names. @throws {PersistDomainError} `not_found` for an id that no record can have. */
export function targetOf({ params }: FastifyRequest, model: ModelNode): Target {
  const { id } = params as { readonly id: string };
  return recordTarget(model, id);
}
