import { isOptionalAsWhole, requiresInput, type Definitions, type InputNode, type Json } from '@persist/contract';
import { PersistDomainError } from '../model/persist-domain-error.js';

/**
 * Takes the payload from a request's body. Where nothing is required, no body is an empty payload; where the whole
 * payload is optional, it is `null`: left out.
 */
export function payloadReader(input: InputNode, defs: Definitions): (body: unknown) => Json {
  const isRequired = requiresInput(input, defs);
  const nothing = isOptionalAsWhole(input) ? null : {};
  return (body) => (body === undefined && !isRequired ? nothing : requiredBody(body));
}

/** @throws {PersistDomainError} `bad_request` where there is none. */
export function requiredBody(body: unknown): Json {
  if (body !== undefined) return body as Json;
  throw new PersistDomainError(
    'bad_request',
    'The request has no body. Send JSON with Content-Type: application/json.',
  );
}
