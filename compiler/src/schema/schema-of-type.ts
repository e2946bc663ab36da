import type { JsonSchema } from '@persist/contract';
import { ts } from '../typescript/ts.js';
import { withAliasTags } from './alias-tags.js';
import { schemaOfObject } from './object-schema.js';
import { schemaOfScalar } from './scalar-schema.js';
import type { SchemaScope, Site } from './schema-scope.js';
import { schemaOfUnion } from './union-schema.js';

/** The JSON Schema of a type. Object types with a name become definitions of the scope. */
export function schemaOfType(site: Site, scope: SchemaScope): JsonSchema {
  return withAliasTags(site, scope, (inner) => schemaByKind(inner, scope));
}

function schemaByKind(site: Site, scope: SchemaScope): JsonSchema {
  const { type } = site;
  const scalar = schemaOfScalar(type);
  if (scalar !== undefined) return scalar;
  if (type.isUnion()) return schemaOfUnion(site, scope);
  if (type.isIntersection()) return schemaOfIntersection(site, type, scope);
  if ((type.flags & ts.TypeFlags.Object) !== 0) return schemaOfObject(site, scope);
  return refuse(site, scope);
}

/** Objects are merged; a primitive with a brand (`string & { __brand: 'Id' }`) is the primitive. */
function schemaOfIntersection(site: Site, { types }: ts.IntersectionType, scope: SchemaScope): JsonSchema {
  const primitives = types.filter((type) => (type.flags & ts.TypeFlags.Object) === 0);
  const [primitive] = primitives;
  if (primitive === undefined) return schemaOfObject(site, scope);
  return scope.schemaOf({ ...site, type: primitive, written: undefined });
}

/** First match wins. */
const refusals = [
  [ts.TypeFlags.Any, 'any_type'],
  [ts.TypeFlags.Unknown, 'unknown_type'],
  [ts.TypeFlags.Never, 'never_type'],
  [ts.TypeFlags.Undefined | ts.TypeFlags.Void, 'undefined_type'],
  [ts.TypeFlags.ESSymbolLike, 'symbol_type'],
  [ts.TypeFlags.NonPrimitive, 'object_type'],
  // `Uppercase<string>`, which is no type parameter but counts as one below.
  [ts.TypeFlags.StringMapping, 'unsupported_type'],
  [ts.TypeFlags.Instantiable, 'unbound_generic'],
] as const;

function refuse({ type, path, place }: Site, { app, problems }: SchemaScope): JsonSchema {
  const [, code] = refusals.find(([flags]) => (type.flags & flags) !== 0) ?? [0, 'unsupported_type'];
  problems.report(place, code, path, app.checker.typeToString(type));
  return {};
}
