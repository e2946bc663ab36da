import type { JsonSchema } from '@persist/contract';
import { ts } from '../typescript/ts.js';
import { schemaOfCollection } from './collection-schema.js';
import { constrain } from './constrain.js';
import { constraintsOf, constraintTags } from './constraints-of.js';
import { docCommentOf, type DocComment } from './doc-comment.js';
import { refuseObject } from './refuse-object.js';
import type { SchemaScope, Site } from './schema-scope.js';
import { typeName } from './type-name.js';
import { agrees, followAliases, writtenArgument, writtenTypeOf } from './written-type.js';

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
  const build = (): JsonSchema => plainObject(site, scope);
  if (name === undefined) return scope.definitions.inline(type, 'Recursive', build);
  const declarations = (type.aliasSymbol ?? type.getSymbol())?.declarations ?? [];
  return scope.definitions.named(type, name, () =>
    documented(build(), declarations.map(docCommentOf), { path, scope }),
  );
}

function plainObject(site: Site, scope: SchemaScope): JsonSchema {
  const { checker } = scope.app;
  const declared = checker.getPropertiesOfType(site.type).filter((member) => !isNever(member, checker));
  const members = inSourceOrder(site.type, declared);
  const properties = members.map((member) => ({
    name: member.name,
    required: !isOptional(member, checker),
    schema: propertySchema(member, site, scope),
  }));
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(({ name, schema }) => [name, schema])),
    required: properties.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: openSchema(site, scope),
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
function isNever(member: ts.Symbol, checker: ts.TypeChecker): boolean {
  const isUndefined = (checker.getTypeOfSymbol(member).flags & ts.TypeFlags.Undefined) !== 0;
  return isUndefined && (member.flags & ts.SymbolFlags.Optional) !== 0;
}

function isOptional(member: ts.Symbol, checker: ts.TypeChecker): boolean {
  if ((member.flags & ts.SymbolFlags.Optional) !== 0) return true;
  const type = checker.getTypeOfSymbol(member);
  return type.isUnion() && type.types.some(({ flags }) => (flags & ts.TypeFlags.Undefined) !== 0);
}

function propertySchema(member: ts.Symbol, owner: Site, scope: SchemaScope): JsonSchema {
  const { checker } = scope.app;
  const path = `${owner.path}.${member.name}`;
  const type = checker.getTypeOfSymbol(member);
  const declarations = member.declarations ?? [];
  const written = [...declarations.map(writtenTypeOf), recordValue(owner.written)].find(
    (each) => each !== undefined && agrees(each, type, checker),
  );
  const place = declarations.find((each) => !each.getSourceFile().isDeclarationFile) ?? owner.place;
  // A mapped type may have made something else of the property that its tags are about.
  const faithful = !isMapped(owner.type) || written !== undefined;
  const docs = faithful ? declarations.map(docCommentOf) : [];
  const schema = scope.schemaOf({
    type,
    written,
    path,
    place: nameOf(place),
    optional: isOptional(member, checker),
  });
  return documented(schema, docs, { path, scope });
}

/** The properties of `Record<'a' | 'b', Email>` are declared nowhere but in its argument. */
function recordValue(written: Site['written']): Site['written'] {
  const isRecord =
    written !== undefined && ts.isTypeReferenceNode(written) && written.typeName.getText() === 'Record';
  return isRecord ? writtenArgument(written, 1) : undefined;
}

/** Adds what the comments of a property or type say: constraints, description, deprecation. */
function documented(
  schema: JsonSchema,
  docs: readonly DocComment[],
  { path, scope }: { readonly path: string; readonly scope: SchemaScope },
): JsonSchema {
  const constraints = docs.flatMap((doc) => constraintsOf(doc, path, scope));
  const summary = docs.find((doc) => doc.summary !== '')?.summary;
  const deprecated = docs.some(({ tags }) => tags.some(({ name }) => name === 'deprecated'));
  return {
    ...constrain(schema, constraints, { path, scope }),
    ...(summary !== undefined && { description: summary }),
    ...(deprecated && { deprecated }),
  };
}

/** What an index signature allows beside the named properties. */
function openSchema(site: Site, scope: SchemaScope): JsonSchema | false {
  const { type, written, path, place } = site;
  const { checker } = scope.app;
  const infos = checker.getIndexInfosOfType(type);
  const [info] = infos;
  if (info === undefined) return false;
  checkKeys(infos, site, scope);
  const writtenValue = info.declaration?.type ?? writtenArgument(written, 1);
  const value =
    writtenValue !== undefined && agrees(writtenValue, info.type, checker) ? writtenValue : undefined;
  // An entry that is undefined is absent, as `Partial<Record<string, …>>` has it.
  return scope.schemaOf({ type: info.type, written: value, path: `${path}[]`, place, optional: true });
}

/** Keys are any strings, or the decimal strings of numbers: JSON Schema as we write it cannot narrow them. */
function checkKeys(
  infos: readonly ts.IndexInfo[],
  { type, written, path, place }: Site,
  scope: SchemaScope,
): void {
  const narrow = infos.some(
    ({ keyType }) => (keyType.flags & (ts.TypeFlags.String | ts.TypeFlags.Number)) === 0,
  );
  const { aliases } = followAliases(writtenArgument(written, 0), scope.app.checker);
  if (narrow || infos.length > 1 || aliases.some(({ doc }) => constraintTags(doc).length > 0)) {
    scope.problems.report(place, 'narrow_key', path, scope.app.checker.typeToString(type));
  }
}

function isMapped(type: ts.Type): boolean {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Mapped) !== 0
  );
}

function nameOf<T extends Site['place']>(place: T): T | ts.DeclarationName {
  if (!('kind' in place)) return place;
  return ts.getNameOfDeclaration(place as unknown as ts.Declaration) ?? place;
}
