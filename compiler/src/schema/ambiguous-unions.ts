import { referencedName, subschemas, type Definitions, type JsonSchema } from '@persist/contract';

/**
 * Whether two members could be mistaken for one another when JSON is read back. That matters only where they
 * are read differently: where one of them holds a Date, bigint, Set or Map.
 */
export function isAmbiguous(members: readonly JsonSchema[], defs: Definitions): boolean {
  return members.some((a, index) => members.slice(index + 1).some((b) => areConfusable(a, b, defs)));
}

function areConfusable(a: JsonSchema, b: JsonSchema, defs: Definitions): boolean {
  if (!holdsEncoded(a, defs) && !holdsEncoded(b, defs)) return false;
  const left = alternatives(a, defs);
  const right = alternatives(b, defs);
  return left.some((one) => right.some((other) => shareForm(one, other) && !areToldApart(one, other)));
}

/** Whether the schema, or one inside it, is not kept in memory as its JSON says. */
function holdsEncoded(schema: JsonSchema, defs: Definitions, seen = new Set<JsonSchema>()): boolean {
  const target = resolve(schema, defs);
  if (seen.has(target)) return false;
  seen.add(target);
  if (target['x-persist-type'] !== undefined) return true;
  return subschemas(target).some((inner) => holdsEncoded(inner.schema, defs, seen));
}

function alternatives(
  schema: JsonSchema,
  defs: Definitions,
  seen = new Set<JsonSchema>(),
): readonly JsonSchema[] {
  const target = resolve(schema, defs);
  if (seen.has(target)) return [];
  seen.add(target);
  return target.anyOf?.flatMap((each) => alternatives(each, defs, seen)) ?? [target];
}

function shareForm(a: JsonSchema, b: JsonSchema): boolean {
  const types = jsonTypes(a);
  return types.length === 0 || jsonTypes(b).length === 0 || jsonTypes(b).some((type) => types.includes(type));
}

/** Integers are numbers; no type at all is any value. */
function jsonTypes({ type }: JsonSchema): readonly string[] {
  const types = type === undefined ? [] : [type].flat();
  return types.map((each) => (each === 'integer' ? 'number' : each));
}

/** Objects are: by a literal that differs, or by a property that one requires and the other lacks. */
function areToldApart(a: JsonSchema, b: JsonSchema): boolean {
  if (a.properties === undefined || b.properties === undefined) return false;
  return requiresForeign(a, b) || requiresForeign(b, a) || literalsDiffer(a, b);
}

function requiresForeign(a: JsonSchema, b: JsonSchema): boolean {
  if (b.additionalProperties !== false) return false;
  return (a.required ?? []).some((name) => !Object.hasOwn(b.properties ?? {}, name));
}

function literalsDiffer(a: JsonSchema, b: JsonSchema): boolean {
  return (a.required ?? []).some((name) => {
    const left = literals(a.properties?.[name]);
    const right = literals(b.required?.includes(name) === true ? b.properties?.[name] : undefined);
    return left.length > 0 && right.length > 0 && !left.some((value) => right.includes(value));
  });
}

function literals(schema: JsonSchema | undefined): readonly unknown[] {
  if (schema?.const !== undefined) return [schema.const];
  return schema?.enum ?? [];
}

/** The definition itself, not a copy: walks remember what they have seen. */
function resolve(schema: JsonSchema, defs: Definitions): JsonSchema {
  const name = schema.$ref === undefined ? undefined : referencedName(schema.$ref);
  return name === undefined ? schema : (defs[name] ?? schema);
}
