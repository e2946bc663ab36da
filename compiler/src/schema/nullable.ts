import type { Json, JsonSchema } from '@persist/contract';

const nothing: JsonSchema = { type: 'null' };

/** The same schema that also accepts null. */
export function nullable(schema: JsonSchema): JsonSchema {
  const { type, const: only, enum: listed, ...rest } = schema;
  if (schema.anyOf !== undefined) return { ...schema, anyOf: [...schema.anyOf, nothing] };
  if (typeof type !== 'string' || !scalarTypes.has(type)) return { anyOf: [schema, nothing] };
  const values: readonly Json[] | undefined = only === undefined ? listed : [only];
  return { type: [type, 'null'], ...(values !== undefined && { enum: [...values, null] }), ...rest };
}

/** The schema without null, and whether it had it. */
export function withoutNull(schema: JsonSchema): { readonly schema: JsonSchema; readonly nullable: boolean } {
  if (schema.anyOf?.some(isNull) === true) {
    const { anyOf, ...rest } = schema;
    const others = anyOf.filter((each) => !isNull(each));
    const [single] = others;
    return { schema: others.length === 1 ? { ...single, ...rest } : { ...rest, anyOf: others }, nullable: true };
  }
  if (!Array.isArray(schema.type) || !schema.type.includes('null')) return { schema, nullable: isNull(schema) };
  const type = schema.type.filter((each) => each !== 'null');
  const values = schema.enum?.filter((value) => value !== null);
  const single = type.length === 1 ? type[0] : type;
  return { schema: { ...schema, type: single!, ...(values && { enum: values }) }, nullable: true };
}

const scalarTypes: ReadonlySet<string> = new Set(['boolean', 'integer', 'number', 'string']);

function isNull({ type }: JsonSchema): boolean {
  return type === 'null';
}
