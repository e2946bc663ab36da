import { resolveRef, type Definitions, type JsonSchema } from '@persist/contract';

/** Whether `null` is a value of a schema. */
export function acceptsNull(schema: JsonSchema, definitions: Definitions): boolean {
  const { type, enum: values, const: only, anyOf } = resolveRef(schema, definitions);
  if (anyOf !== undefined) return anyOf.some((option) => acceptsNull(option, definitions));
  if (values !== undefined) return values.includes(null);
  if (only !== undefined) return only === null;
  // Without a type anything is accepted.
  return type === undefined || [type].flat().includes('null');
}
