import type { ModelNode } from '@persist/contract';
import type { FastifyRequest } from 'fastify';
import type { Target } from '../../engine/engine.js';
import { PersistDomainError } from '../../model/persist-domain-error.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The record a path names. @throws {PersistDomainError} `not_found` for an id that no record can have. */
export function targetOf({ params }: FastifyRequest, { name }: ModelNode): Target {
  const { id } = params as { readonly id: string };
  if (uuid.test(id)) return { model: name, id };
  throw new PersistDomainError(
    'not_found',
    `There is no record ${id} in ${name}: ids are UUIDs in lower case.`,
  );
}
