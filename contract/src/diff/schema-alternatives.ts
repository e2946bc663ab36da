import { canonicalJson } from '../document/canonical-json.js';
import type { Json, JsonSchema, JsonType } from '../json-schema.js';
import type { Definitions } from '../nodes.js';
import { referencedName } from '../schema/references.js';
import { bindingKeywords } from './binding-keywords.js';

/** A schema that leaves no choice: of one type, or of one value (`const`, whose bounds are spelt out too). */
export interface Alternative extends JsonSchema {
  readonly type: JsonType;
}

/**
 * The schema as a choice of simpler ones: references are followed, unions, enumerations and lists of types
 * taken apart.
 *
 * `undefined` where keywords beside a reference, a union or an enumeration restrict what these say already:
 * such schemas are not taken apart.
 */
export function alternatives(schema: JsonSchema, defs: Definitions): readonly Alternative[] | undefined {
  const simple = choices(schema, defs, []);
  return simple?.some(restrictsValues) ? undefined : simple?.flatMap(byType);
}

function choices(
  schema: JsonSchema,
  defs: Definitions,
  passed: readonly string[],
): readonly JsonSchema[] | undefined {
  const { $ref, anyOf, ...beside } = schema;
  if ($ref !== undefined) {
    const target = defs[referencedName($ref) ?? ''];
    // A name that leads back to itself only describes no value at all.
    if (target === undefined || passed.includes($ref)) return [];
    if (anyOf !== undefined) return undefined;
    return withKeywords(choices(target, defs, [...passed, $ref]), beside);
  }
  if (anyOf === undefined) return [schema];
  const branches = anyOf.map((branch) => choices(branch, defs, passed));
  if (branches.includes(undefined)) return undefined;
  return withKeywords(
    branches.flatMap((each) => each ?? []),
    beside,
  );
}

function withKeywords(
  schemas: readonly JsonSchema[] | undefined,
  keywords: JsonSchema,
): readonly JsonSchema[] | undefined {
  const own = bindingKeywords(keywords);
  const meet = (schema: JsonSchema): boolean =>
    differ({ ...own, ...schema }, { ...schema, ...own }) || (reachesInside(own) && reachesInside(schema));
  if (schemas === undefined || schemas.some(meet)) return undefined;
  return schemas.map((schema) => ({ ...schema, ...own }));
}

function differ(one: JsonSchema, other: JsonSchema): boolean {
  return canonicalJson(one) !== canonicalJson(other);
}

/** What "additional" means depends on the keywords next to it, so these cannot move to another schema. */
function reachesInside({ properties, additionalProperties, items, prefixItems }: JsonSchema): boolean {
  return [properties, additionalProperties, items, prefixItems].some((each) => each !== undefined);
}

/** Whether the schema lists its values, and then restricts them further. */
function restrictsValues(schema: JsonSchema): boolean {
  if (schema.const === undefined && schema.enum === undefined) return false;
  return Object.keys(bindingKeywords(schema)).filter((keyword) => keyword !== 'type').length > 1;
}

const everyType: readonly JsonType[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

function byType(schema: JsonSchema): readonly Alternative[] {
  const { type = everyType, const: only, enum: values, ...keywords } = schema;
  const types = typeof type === 'string' ? [type] : type;
  const listed = only === undefined ? values : [only];
  if (listed !== undefined) {
    return listed
      .map(oneValue)
      .filter((value) =>
        types.some((each) => each === value.type || (each === 'number' && value.type === 'integer')),
      );
  }
  return types.flatMap((each): readonly Alternative[] => {
    if (each === 'null') return [oneValue(null)];
    if (each === 'boolean') return [oneValue(false), oneValue(true)];
    return [{ ...keywords, type: each }];
  });
}

/** A value with its bounds as keywords, so that it can be compared with a range of values. */
function oneValue(value: Json): Alternative {
  if (value === null) return { type: 'null', const: value };
  if (typeof value === 'boolean') return { type: 'boolean', const: value };
  if (typeof value === 'number') {
    return {
      type: Number.isInteger(value) ? 'integer' : 'number',
      const: value,
      minimum: value,
      maximum: value,
    };
  }
  if (typeof value === 'string') {
    const length = [...value].length;
    return { type: 'string', const: value, minLength: length, maxLength: length };
  }
  return isList(value) ? oneList(value) : oneObject(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function oneList(value: readonly Json[]): Alternative {
  return {
    type: 'array',
    const: value,
    prefixItems: value.map((each) => ({ const: each })),
    items: false,
    minItems: value.length,
    maxItems: value.length,
    uniqueItems: new Set(value.map(canonicalJson)).size === value.length,
  };
}

function oneObject(value: { readonly [key: string]: Json }): Alternative {
  const keys = Object.keys(value);
  return {
    type: 'object',
    const: value,
    properties: Object.fromEntries(keys.map((key) => [key, { const: value[key]! }])),
    required: keys,
    additionalProperties: false,
  };
}
