import type { JsonSchema } from '../json-schema.js';
import type { CommandNode, Definitions } from '../nodes.js';
import { closedObject } from './closed-object.js';
import { requiresInput } from './requires-input.js';

/** Most ids one bulk call may name. */
export const MAX_BULK_IDS = 1000;

const ids: JsonSchema = {
  type: 'array',
  items: { type: 'string', format: 'uuid' },
  minItems: 1,
  maxItems: MAX_BULK_IDS,
  uniqueItems: true,
};

/**
 * Payload of `POST /_bulk/<command>`: the ids, and one input for all of them, which may be left out where the command
 * can be called without, and is empty where it takes none. References point into `defs`, the model's `$defs`.
 */
export function bulkInputSchema({ input }: CommandNode, defs: Definitions): JsonSchema {
  const schema = input.binding === 'none' ? closedObject({}, []) : input.schema;
  return closedObject({ ids, input: schema }, requiresInput(input, defs) ? ['ids', 'input'] : ['ids']);
}

/** Answer of `POST /_bulk/<command>`. */
export function bulkResultSchema(): JsonSchema {
  const count: JsonSchema = { type: 'integer', minimum: 0 };
  return closedObject({ requested: count, processed: count }, ['requested', 'processed']);
}
