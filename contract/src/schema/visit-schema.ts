import type { JsonSchema } from '../json-schema.js';
import type { Definitions } from '../nodes.js';
import { referencedName } from './references.js';

/** A schema directly inside another, and the keys that lead to it. */
export interface Subschema {
  readonly path: readonly string[];
  readonly schema: JsonSchema;
}

/** The schemas directly inside `schema`, in the order of their keywords below. */
export function subschemas(schema: JsonSchema): readonly Subschema[] {
  return [
    ...lone('items', schema.items),
    ...lone('additionalProperties', schema.additionalProperties),
    ...listed('prefixItems', schema.prefixItems),
    ...listed('anyOf', schema.anyOf),
    ...listed('properties', schema.properties),
    ...listed('$defs', schema.$defs),
  ];
}

/** A copy with `change` applied to every schema, the inner ones first. */
export function mapSchema(schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const map = (inner: JsonSchema): JsonSchema => mapSchema(inner, change);
  const mapFlag = (inner: boolean | JsonSchema): boolean | JsonSchema =>
    typeof inner === 'boolean' ? inner : map(inner);
  return change({
    ...schema,
    ...(schema.items !== undefined && { items: mapFlag(schema.items) }),
    ...(schema.additionalProperties !== undefined && {
      additionalProperties: mapFlag(schema.additionalProperties),
    }),
    ...(schema.prefixItems !== undefined && { prefixItems: schema.prefixItems.map(map) }),
    ...(schema.anyOf !== undefined && { anyOf: schema.anyOf.map(map) }),
    ...(schema.properties !== undefined && { properties: mapDefinitions(schema.properties, map) }),
    ...(schema.$defs !== undefined && { $defs: mapDefinitions(schema.$defs, map) }),
  });
}

/** A copy with `change` applied to each named schema. */
export function mapDefinitions(defs: Definitions, change: (schema: JsonSchema) => JsonSchema): Definitions {
  return Object.fromEntries(Object.entries(defs).map(([name, schema]) => [name, change(schema)]));
}

/** A copy in which every reference is what `to` makes of the definition's name. */
export function mapReferences(schema: JsonSchema, to: (definition: string) => string): JsonSchema {
  return mapSchema(schema, (inner) => {
    const name = inner.$ref === undefined ? undefined : referencedName(inner.$ref);
    return name === undefined ? inner : { ...inner, $ref: to(name) };
  });
}

/** Names of the definitions that `schema` and its inner schemas refer to themselves, not through another. */
export function schemaReferences(schema: JsonSchema): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (each: JsonSchema): void => {
    const name = each.$ref === undefined ? undefined : referencedName(each.$ref);
    if (name !== undefined) names.add(name);
    for (const inner of subschemas(each)) visit(inner.schema);
  };
  visit(schema);
  return names;
}

/** The definitions that `schemas` need, directly or through one another, in the order of `defs`. */
export function reachableDefinitions(schemas: readonly JsonSchema[], defs: Definitions): Definitions {
  const reached = new Set<string>();
  const reach = (schema: JsonSchema): void => {
    for (const name of schemaReferences(schema)) {
      const definition = defs[name];
      if (definition === undefined || reached.has(name)) continue;
      reached.add(name);
      reach(definition);
    }
  };
  schemas.forEach(reach);
  return Object.fromEntries(Object.entries(defs).filter(([name]) => reached.has(name)));
}

function lone(keyword: string, schema: boolean | JsonSchema | undefined): readonly Subschema[] {
  return typeof schema === 'object' ? [{ path: [keyword], schema }] : [];
}

function listed(
  keyword: string,
  schemas: Definitions | readonly JsonSchema[] | undefined,
): readonly Subschema[] {
  return Object.entries(schemas ?? {}).map(([key, schema]) => ({ path: [keyword, key], schema }));
}
