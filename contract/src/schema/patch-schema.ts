import { canonicalJson } from '../document/canonical-json.js';
import type { Json, JsonSchema } from '../json-schema.js';
import { patchableFields } from '../model/model-fields.js';
import type { Definitions, FieldNode, ModelNode } from '../nodes.js';
import { acceptsNull } from './accepts-null.js';
import { closedObject } from './closed-object.js';
import { referencedName, referenceTo, resolveRef } from './references.js';
import { reachableDefinitions } from './visit-schema.js';

/**
 * Payload of `PATCH /{id}`: a merge patch (RFC 7396) of the public fields that are not readonly. Objects and
 * string-keyed Maps are patched member by member, everything else is replaced. `null` removes what may be absent, and
 * is the value where that may be null. References point into {@link patchDefinitions}.
 */
export function patchSchema(model: ModelNode): JsonSchema {
  const patches = new Patches(model.$defs);
  return closedObject(
    Object.fromEntries(patchableFields(model).map((field) => [field.name, fieldPatch(patches, field)])),
    [],
  );
}

/** The model's `$defs`, and beside every object type that a patch may reach, the patch of it. */
export function patchDefinitions(model: ModelNode): Definitions {
  const patches = new Patches(model.$defs);
  const all = { ...model.$defs, ...patches.definitions };
  return { ...model.$defs, ...reachableDefinitions([patchSchema(model)], all) };
}

function fieldPatch(patches: Patches, { schema, optional, description }: FieldNode): JsonSchema {
  const patch = patches.member(schema, !optional);
  return description === undefined ? patch : { ...patch, description };
}

/** Makes the patches of the types of one model. */
class Patches {
  readonly #defs: Definitions;
  /** Names of the patches, by the types they patch. */
  readonly #names = new Map<string, string>();

  constructor(defs: Definitions) {
    this.#defs = defs;
    for (const type of Object.keys(defs)) {
      if (this.#isMerged(defs[type]!)) this.#names.set(type, freeName(`${type}Patch`, defs));
    }
  }

  get definitions(): Definitions {
    return Object.fromEntries([...this.#names].map(([type, patch]) => [patch, this.of(this.#defs[type]!)]));
  }

  /** What a value of a type may be patched with. */
  of(schema: JsonSchema): JsonSchema {
    if (!this.#isMerged(schema)) return schema;
    if (schema.$ref !== undefined) return { ...schema, $ref: this.#reference(schema.$ref) };
    return schema.anyOf === undefined ? this.#object(schema) : this.#union(schema, schema.anyOf);
  }

  /** What a member may be patched with; `null` where that can be meant. */
  member(schema: JsonSchema, required: boolean): JsonSchema {
    const patch = this.of(schema);
    return required || acceptsNull(schema, this.#defs) ? patch : orNull(patch);
  }

  /** Objects that a value can be one of are patched as one: a patch may turn it from one into another. */
  #union(schema: JsonSchema, anyOf: readonly JsonSchema[]): JsonSchema {
    const alternatives = anyOf.flatMap((each) => this.#alternatives(each));
    const objects = alternatives.filter((each) => isObject(each) && each['x-persist-type'] === undefined);
    if (objects.length < 2) return { ...schema, anyOf: anyOf.map((each) => this.of(each)) };
    const others = alternatives.filter((each) => !objects.includes(each)).map((each) => this.of(each));
    return { ...schema, anyOf: [this.#anyObject(objects), ...others] };
  }

  #anyObject(objects: readonly JsonSchema[]): JsonSchema {
    const names = new Set(objects.flatMap(({ properties = {} }) => Object.keys(properties)));
    const rest = objects.flatMap(({ additionalProperties }) =>
      typeof additionalProperties === 'object' ? [additionalProperties] : [],
    );
    return {
      type: 'object',
      properties: Object.fromEntries([...names].map((name) => [name, this.#anyMember(objects, name)])),
      additionalProperties: rest.length > 0 && this.member(oneOrAny(rest), false),
    };
  }

  #anyMember(objects: readonly JsonSchema[], name: string): JsonSchema {
    const schemas = objects.flatMap(({ properties = {} }) =>
      Object.hasOwn(properties, name) ? [properties[name]!] : [],
    );
    return this.member(
      oneOrAny(schemas),
      objects.every(({ required }) => required?.includes(name) === true),
    );
  }

  /** The types that a value can be one of, without the detours. */
  #alternatives(schema: JsonSchema): readonly JsonSchema[] {
    const { anyOf } = resolveRef(schema, this.#defs);
    if (anyOf !== undefined) return anyOf.flatMap((each) => this.#alternatives(each));
    return [this.#isMerged(schema) ? resolveRef(schema, this.#defs) : schema];
  }

  #object(schema: JsonSchema): JsonSchema {
    const { properties, required = [], additionalProperties } = schema;
    const members = Object.entries(properties ?? {}).map(
      ([name, member]) => [name, this.member(member, required.includes(name))] as const,
    );
    return {
      ...withoutCounts(schema),
      ...(properties !== undefined && { properties: Object.fromEntries(members) }),
      ...(typeof additionalProperties === 'object' && {
        additionalProperties: this.member(additionalProperties, false),
      }),
    };
  }

  #reference(reference: string): string {
    return referenceTo(this.#names.get(referencedName(reference)!)!);
  }

  /** Whether a value of the type is an object, whose patch is merged rather than put in its place. */
  #isMerged(schema: JsonSchema, passed: readonly string[] = []): boolean {
    const { $ref, anyOf } = schema;
    if (anyOf !== undefined) return anyOf.some((each) => this.#isMerged(each, passed));
    if ($ref === undefined) return isObject(schema);
    const name = referencedName($ref)!;
    return !passed.includes(name) && this.#isMerged(this.#defs[name]!, [...passed, name]);
  }
}

function isObject({ type }: JsonSchema): boolean {
  return [type].flat().includes('object');
}

function oneOrAny(schemas: readonly JsonSchema[]): JsonSchema {
  const different = [...new Map(schemas.map((schema) => [canonicalJson(schema as Json), schema])).values()];
  return different.length === 1 ? different[0]! : { anyOf: different };
}

/** Whether all members are there, enough or too many, is known when the patch is merged. */
function withoutCounts(schema: JsonSchema): JsonSchema {
  const counts = new Set(['required', 'minProperties', 'maxProperties']);
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !counts.has(keyword)));
}

function freeName(wanted: string, defs: Definitions): string {
  return Object.hasOwn(defs, wanted) ? freeName(`${wanted}_`, defs) : wanted;
}

function orNull(schema: JsonSchema): JsonSchema {
  const { anyOf = [schema] } = Object.keys(schema).length === 1 ? schema : {};
  return { anyOf: [...anyOf, { type: 'null' }] };
}
