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
export function withoutNull(schema: JsonSchema): {
  readonly schema: JsonSchema;
  readonly nullable: boolean;
} {
  const { type = [], anyOf, enum: listed } = schema;
  if (anyOf?.some(isNull) === true) return { schema: withoutNullMember(schema, anyOf), nullable: true };
  if (typeof type === 'string' || !type.includes('null')) return { schema, nullable: isNull(schema) };
  const [single, ...more] = type.filter((each) => each !== 'null');
  if (single === undefined) return { schema, nullable: true };
  const values = listed?.filter((value) => value !== null);
  const rest = { ...schema, ...(values !== undefined && { enum: values }) };
  return { schema: { ...rest, type: more.length === 0 ? single : [single, ...more] }, nullable: true };
}

/** One member that is left takes the place of the union. */
function withoutNullMember(schema: JsonSchema, members: readonly JsonSchema[]): JsonSchema {
  const others = members.filter((each) => !isNull(each));
  if (others.length > 1) return { ...schema, anyOf: others };
  const rest = Object.entries(schema).filter(([keyword]) => keyword !== 'anyOf');
  return { ...others[0], ...Object.fromEntries(rest) };
}

const scalarTypes: ReadonlySet<string> = new Set(['boolean', 'integer', 'number', 'string']);

function isNull({ type }: JsonSchema): boolean {
  return type === 'null';
}
