import type { JsonSchema } from '@persist/contract';
import { ts } from '../typescript/ts.js';
import { schemaOfCollection } from './collection-schema.js';
import { docCommentOf } from './doc-comment.js';
import { documented } from './documented.js';
import { schemaOfEntries } from './entries-schema.js';
import { isMapped, isOptional, schemaOfProperty } from './property-schema.js';
import { refuseObject } from './refuse-object.js';
import type { SchemaScope, Site } from './schema-scope.js';
import { typeName } from './type-name.js';
import { followAliases } from './written-type.js';

/** Interfaces, data classes, object literals, mapped types, intersections; arrays, Sets, Maps, Dates. */
export function schemaOfObject(site: Site, scope: SchemaScope): JsonSchema {
  const { type, path, place } = site;
  if (scope.definitions.endless) {
    const name = (type.aliasSymbol ?? type.getSymbol())?.name ?? '';
    scope.problems.report(place, 'endless_type', path.split('.').slice(0, 3).join('.'), name);
    return {};
  }
  const collection = schemaOfCollection(site, scope);
  if (collection !== undefined) return collection;
  if (refuseObject(site, scope)) return {};
  const name = typeName(type, scope.app.program);
  if (name === undefined) {
    return scope.definitions.inline(type, 'Recursive', () => plainObject(site, scope));
  }
  return scope.definitions.named(type, name, () => definition(site, scope));
}

/** The schema of a named type, the same wherever it is used first. */
function definition(site: Site, scope: SchemaScope): JsonSchema {
  const { aliasSymbol } = site.type;
  const declarations = (aliasSymbol ?? site.type.getSymbol())?.declarations ?? [];
  const alias = aliasSymbol?.declarations?.find(ts.isTypeAliasDeclaration);
  const written = followAliases(alias?.type, scope.app.checker).node;
  const schema = plainObject({ ...site, written }, scope);
  return documented(schema, declarations.map(docCommentOf), { path: site.path, scope });
}

function plainObject(site: Site, scope: SchemaScope): JsonSchema {
  const { checker } = scope.app;
  const declared = checker
    .getPropertiesOfType(site.type)
    .filter((member) => !isAlwaysAbsent(member, checker));
  const members = inSourceOrder(site.type, declared);
  const properties = members.map((member) => ({
    name: member.name,
    required: !isOptional(member, checker),
    schema: schemaOfProperty(member, site, scope),
  }));
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(({ name, schema }) => [name, schema])),
    required: properties.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: schemaOfEntries(site, scope),
  };
}

/** What `Pick` and `Record` make comes in the order of a union, which depends on the order of files. */
function inSourceOrder(type: ts.Type, members: readonly ts.Symbol[]): readonly ts.Symbol[] {
  if (!isMapped(type)) return members;
  const position = (symbol: ts.Symbol): number => symbol.declarations?.[0]?.pos ?? 0;
  const files = new Set(members.map((member) => member.declarations?.[0]?.getSourceFile()));
  const byName = (a: ts.Symbol, b: ts.Symbol): number => (a.name < b.name ? -1 : 1);
  return [...members].sort((a, b) => (files.size === 1 && position(a) - position(b)) || byName(a, b));
}

/** `b?: undefined`, which TypeScript gives `{ a }` beside `{ a, b }` in an array, is a property never there. */
function isAlwaysAbsent(member: ts.Symbol, checker: ts.TypeChecker): boolean {
  const isUndefined = (checker.getTypeOfSymbol(member).flags & ts.TypeFlags.Undefined) !== 0;
  return isUndefined && (member.flags & ts.SymbolFlags.Optional) !== 0;
}
