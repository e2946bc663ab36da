import type { JsonSchema } from '../json-schema.js';
import type { Definitions } from '../nodes.js';
import { resolveRef } from './references.js';

/** Whether `null` is a value of a schema. */
export function acceptsNull(schema: JsonSchema, defs: Definitions): boolean {
  const { type, enum: values, const: only, anyOf } = resolveRef(schema, defs);
  if (anyOf !== undefined) return anyOf.some((option) => acceptsNull(option, defs));
  if (values !== undefined) return values.includes(null);
  if (only !== undefined) return only === null;
  // Without a type anything is accepted.
  return type === undefined || [type].flat().includes('null');
}
