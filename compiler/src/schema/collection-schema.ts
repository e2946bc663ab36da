import type { JsonSchema } from '@persist/contract';
import { platformName } from '../typescript/type-origin.js';
import { ts } from '../typescript/ts.js';
import { dateSchema } from './scalar-schema.js';
import type { SchemaScope, Site } from './schema-scope.js';
import { writtenArgument } from './written-type.js';

/** Arrays, tuples, Sets, Maps, and Dates; `undefined` for every other type. */
export function schemaOfCollection(site: Site, scope: SchemaScope): JsonSchema | undefined {
  const { checker, program } = scope.app;
  if (checker.isTupleType(site.type)) return tupleSchema(site, scope);
  if (checker.isArrayType(site.type)) return { type: 'array', items: elementSchema(site, 0, scope) };
  switch (platformName(site.type, program)) {
    case 'Date':
      return dateSchema;
    case 'Set':
    case 'ReadonlySet':
      refuseObjects(site, 'the elements of a Set', scope);
      return {
        type: 'array',
        items: elementSchema(site, 0, scope),
        uniqueItems: true,
        'x-persist-type': 'set',
      };
    case 'Map':
    case 'ReadonlyMap':
      return mapSchema(site, scope);
    default:
      return undefined;
  }
}

function tupleSchema(site: Site, scope: SchemaScope): JsonSchema {
  const { target } = site.type as ts.TupleTypeReference;
  const flags = target.elementFlags;
  const fixed = flags.filter((flag) => (flag & ts.ElementFlags.Variable) === 0).length;
  if (
    flags.slice(0, fixed).some((flag) => (flag & ts.ElementFlags.Variable) !== 0) ||
    flags.length > fixed + 1
  ) {
    scope.problems.report(site.place, 'variadic_tuple', site.path, scope.app.checker.typeToString(site.type));
    return {};
  }
  const prefixItems = flags.slice(0, fixed).map((_flag, index) => elementSchema(site, index, scope));
  const open = flags.length > fixed;
  return {
    type: 'array',
    prefixItems,
    items: open ? elementSchema(site, fixed, scope) : false,
    minItems: target.minLength,
    ...(!open && { maxItems: fixed }),
  };
}

function mapSchema(site: Site, scope: SchemaScope): JsonSchema {
  refuseObjects(site, 'the keys of a Map', scope);
  const key = elementSchema(site, 0, scope);
  const value = elementSchema(site, 1, scope);
  if (key.type !== 'string' || key['x-persist-type'] !== undefined) {
    const pair: JsonSchema = {
      type: 'array',
      prefixItems: [key, value],
      items: false,
      minItems: 2,
      maxItems: 2,
    };
    return { type: 'array', items: pair, 'x-persist-type': 'map' };
  }
  if (!isAnyText(key)) {
    const text = scope.app.checker.typeToString(site.type);
    scope.problems.report(site.place, 'narrow_key', site.path, text);
  }
  return { type: 'object', additionalProperties: value, 'x-persist-type': 'map' };
}

/** Dates are objects too: two of the same instant are two elements, and two keys. */
function refuseObjects({ type, path, place }: Site, what: string, { app, problems }: SchemaScope): void {
  const [member] = app.checker.getTypeArguments(type as ts.TypeReference);
  const alternatives = member?.isUnion() ? member.types : [member];
  const isObject = alternatives.some((each) => each !== undefined && (each.flags & ts.TypeFlags.Object) !== 0);
  if (isObject) problems.report(place, 'identity_lost', path, what);
}

/** Whether a key may be any string: in JSON it is the name of a property, which nothing checks. */
export function isAnyText(key: JsonSchema): boolean {
  return Object.keys(key).every((keyword) => keyword === 'type' || keyword === 'description');
}

/** The schema of the element, key or value that a type argument stands for. */
function elementSchema(site: Site, index: number, scope: SchemaScope): JsonSchema {
  const { checker } = scope.app;
  const type = checker.getTypeArguments(site.type as ts.TypeReference)[index];
  if (type === undefined) return {};
  const optional =
    checker.isTupleType(site.type) && isOptionalElement(site.type as ts.TupleTypeReference, index);
  const written = writtenArgument(site.written, index);
  return scope.schemaOf({ type, written, path: `${site.path}[]`, place: site.place, optional });
}

function isOptionalElement({ target }: ts.TupleTypeReference, index: number): boolean {
  return ((target.elementFlags[index] ?? 0) & ts.ElementFlags.Optional) !== 0;
}
