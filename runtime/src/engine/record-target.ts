import type { ModelNode } from '@persist/contract';
import { PersistDomainError } from '../model/persist-domain-error.js';
import type { Target } from './engine.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The record that an id from outside names. @throws {PersistDomainError} `not_found` for one that no record can have. */
export function recordTarget({ name }: ModelNode, id: string): Target {
  if (uuid.test(id)) return { model: name, id };
  throw new PersistDomainError(
    'not_found',
    `There is no record ${id} in ${name}: ids are UUIDs in lower case.`,
  );
}
