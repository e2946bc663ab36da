import {
  bulkInputSchema,
  isOptionalAsWhole,
  type CommandNode,
  type Definitions,
  type Json,
  type JsonObject,
} from '@persist/contract';
import { compileValidator } from '../model/validator.js';
import { invalid } from './invalid.js';

/** What a bulk call asks for. */
export interface BulkPayload {
  readonly ids: readonly string[];
  /** The same for every record. */
  readonly input: Json;
}

/** Reads the payload of a bulk call of one command, `{ ids, input }`. @throws {PersistDomainError} `validation_error` */
export type BulkPayloadReader = (payload: Json) => BulkPayload;

export function compileBulkPayload(node: CommandNode, defs: Definitions): BulkPayloadReader {
  const validate = compileValidator(bulkInputSchema(node, defs), defs);
  const leftOut = isOptionalAsWhole(node.input) ? null : {};
  return (payload) => {
    const errors = validate(payload);
    if (errors.length > 0) throw invalid(`The bulk call of ${node.name} breaks its contract`, errors);
    const { ids, input = leftOut } = payload as JsonObject;
    return { ids: ids as readonly string[], input };
  };
}

/** A payload that is left out as a whole travels as `null`, and is left out here. */
export function bulkPayload(ids: readonly string[], input: Json): Json {
  return input === null ? { ids } : { ids, input };
}
