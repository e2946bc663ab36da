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

/** How bulk calls of one command travel: `{ ids, input }`. */
export interface BulkPayloads {
  /** @throws {PersistDomainError} `validation_error` unless the payload keeps to the contract. */
  read(payload: Json): BulkPayload;
  write(payload: BulkPayload): Json;
}

export function compileBulkPayloads(node: CommandNode, defs: Definitions): BulkPayloads {
  const validate = compileValidator(bulkInputSchema(node, defs), defs);
  const leftOut = isOptionalAsWhole(node.input) ? null : {};
  return {
    read(payload) {
      const errors = validate(payload);
      if (errors.length > 0) throw invalid(`The bulk call of ${node.name} breaks its contract`, errors);
      const { ids, input = leftOut } = payload as JsonObject;
      return { ids: ids as readonly string[], input };
    },
    write({ ids, input }): JsonObject {
      // One that is left out as a whole travels as `null` elsewhere.
      return node.input.binding === 'none' || input === null ? { ids } : { ids, input };
    },
  };
}
