import { resolveRef, type Definitions, type InputNode, type Json } from '@persist/contract';
import { PersistDomainError } from '../../model/persist-domain-error.js';

/**
 * Takes the payload from a request's body. Where nothing is required, no body is an empty payload; where the whole
 * payload is optional, it is `null`: left out.
 */
export function payloadReader(input: InputNode, defs: Definitions): (body: unknown) => Json {
  const isRequired = requiresBody(input, defs);
  const nothing = isOptional(input) ? null : {};
  return (body) => {
    if (body !== undefined) return body as Json;
    if (!isRequired) return nothing;
    throw new PersistDomainError(
      'bad_request',
      'The request has no body. Send JSON with Content-Type: application/json.',
    );
  };
}

/** Whether a request without a body cannot be meant. */
export function requiresBody(input: InputNode, defs: Definitions): boolean {
  if (input.binding === 'none' || isOptional(input)) return false;
  const { type, required = [] } = resolveRef(input.schema, defs);
  return type !== 'object' || required.length > 0;
}

function isOptional({ binding, parameters }: InputNode): boolean {
  return binding === 'object' && parameters[0]!.optional;
}
