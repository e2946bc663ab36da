import {
  publicFields,
  resolveRef,
  type ColumnType,
  type Definitions,
  type JsonSchema,
  type ModelNode,
} from '@persist/contract';

/** A scalar inside a public object that a constraint reaches into. */
export interface IndexedPath {
  /** Dotted, from the field. */
  readonly name: string;
  readonly type: ColumnType;
  readonly schema: JsonSchema;
}

export function indexedPaths(model: ModelNode): IndexedPath[] {
  const fields = new Map(publicFields(model).map((field) => [field.name, field]));
  const parts = model.constraints
    .flatMap((constraint) => constraint.parts)
    .filter(({ path }) => path.length > 0);
  return parts.flatMap(({ field, path }) => {
    const root = fields.get(field)?.schema;
    const schema = root && schemaAt(root, path, model.$defs);
    const type = schema && columnTypeOf(schema);
    return schema && type ? [{ name: [field, ...path].join('.'), type, schema }] : [];
  });
}

function schemaAt(
  root: JsonSchema,
  path: readonly string[],
  definitions: Definitions,
): JsonSchema | undefined {
  let schema: JsonSchema | undefined = presentOf(root, definitions);
  for (const name of path) {
    const property: JsonSchema | undefined = schema?.properties?.[name];
    schema = property && presentOf(property, definitions);
  }
  return schema;
}

/** The schema of the value where there is one: without its `null`. `undefined` where several are left. */
function presentOf(schema: JsonSchema, definitions: Definitions): JsonSchema | undefined {
  const { type, anyOf, ...rest } = resolveRef(schema, definitions);
  if (anyOf !== undefined) {
    const present = anyOf.filter((option) => resolveRef(option, definitions).type !== 'null');
    return present.length === 1 ? presentOf(present[0]!, definitions) : undefined;
  }
  const types = [type ?? []].flat().filter((name) => name !== 'null');
  return types.length === 1 ? { type: types[0]!, ...rest } : undefined;
}

/** `undefined` for what has no order in JSON: objects, lists, and bigints, which are text there. */
function columnTypeOf({ type, 'x-persist-type': inMemory }: JsonSchema): ColumnType | undefined {
  if (inMemory !== undefined) return inMemory === 'date' ? 'timestamp' : undefined;
  if (type === 'string') return 'text';
  if (type === 'boolean') return 'boolean';
  return type === 'number' || type === 'integer' ? 'number' : undefined;
}
