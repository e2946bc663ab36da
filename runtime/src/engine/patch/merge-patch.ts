import {
  acceptsNull,
  resolveRef,
  type Definitions,
  type Json,
  type JsonObject,
  type JsonSchema,
} from '@persist/contract';
import { setProperty } from '../../model/codec/index.js';

/** The type of what is patched. */
export interface PatchedType {
  readonly schema: JsonSchema;
  readonly defs: Definitions;
}

/**
 * Merges a patch into an encoded value (RFC 7396): objects member by member, everything else is replaced. `null`
 * removes a member, but is the value of one that must be there and may be null. Changes neither of the two.
 */
export function mergePatch(target: Json | undefined, patch: Json, type: PatchedType): Json {
  if (!isObject(patch)) return patch;
  const before = isObject(target) ? target : {};
  const members = membersOf(type, { ...before, ...patch });
  const merged: Record<string, Json> = { ...before };
  for (const [name, value] of Object.entries(patch)) {
    if (value !== null) {
      const member = Object.hasOwn(before, name) ? before[name] : undefined;
      setProperty(merged, name, mergePatch(member, value, members.typeOf(name)));
    } else if (members.isNull(name)) {
      setProperty(merged, name, null);
    } else {
      delete merged[name];
    }
  }
  return merged;
}

/** What an object type says about its members. */
interface Members {
  typeOf(name: string): PatchedType;
  /** Whether `null` is a value of the member, rather than its absence. */
  isNull(name: string): boolean;
}

/** Of the alternatives of a union, those that the value can be. */
function membersOf({ schema, defs }: PatchedType, value: JsonObject): Members {
  const shapes = objectShapes(schema, defs).filter((shape) => isTaggedLike(shape, value));
  return {
    typeOf(name) {
      const schemas = shapes.flatMap((shape) => memberSchema(shape, name) ?? []);
      return { schema: schemas.length === 1 ? schemas[0]! : { anyOf: schemas }, defs };
    },
    isNull(name) {
      const declaring = shapes.filter(({ properties }) => properties !== undefined && Object.hasOwn(properties, name));
      return (
        declaring.length > 0 &&
        declaring.every(({ properties, required }) => required?.includes(name) && acceptsNull(properties![name]!, defs))
      );
    },
  };
}

function objectShapes(schema: JsonSchema, defs: Definitions): readonly JsonSchema[] {
  const resolved = resolveRef(schema, defs);
  if (resolved.anyOf !== undefined) return resolved.anyOf.flatMap((each) => objectShapes(each, defs));
  return [resolved.type].flat().includes('object') ? [resolved] : [];
}

/** The members that tell the alternatives of a union apart can have one value only. */
function isTaggedLike({ properties = {} }: JsonSchema, value: JsonObject): boolean {
  return Object.entries(properties).every(
    ([name, { const: tag }]) => tag === undefined || !Object.hasOwn(value, name) || value[name] === tag,
  );
}

function memberSchema({ properties, additionalProperties }: JsonSchema, name: string): JsonSchema | undefined {
  if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
