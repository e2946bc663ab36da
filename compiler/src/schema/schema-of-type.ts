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

function refuse({ type, path, place }: Site, { app, problems }: SchemaScope): JsonSchema {
  const text = app.checker.typeToString(type);
  const { flags } = type;
  if ((flags & ts.TypeFlags.Any) !== 0) problems.report(place, 'any_type', path);
  else if ((flags & ts.TypeFlags.Unknown) !== 0) problems.report(place, 'unknown_type', path);
  else if ((flags & ts.TypeFlags.Never) !== 0) problems.report(place, 'never_type', path);
  else if ((flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0)
    problems.report(place, 'undefined_type', path);
  else if ((flags & ts.TypeFlags.ESSymbolLike) !== 0) problems.report(place, 'symbol_type', path);
  else if ((flags & ts.TypeFlags.NonPrimitive) !== 0) problems.report(place, 'object_type', path, text);
  else if ((flags & ts.TypeFlags.Instantiable) !== 0 && (flags & ts.TypeFlags.StringMapping) === 0) {
    problems.report(place, 'unbound_generic', path, text);
  } else problems.report(place, 'unsupported_type', path, text);
  return {};
}
