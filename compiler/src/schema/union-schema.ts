import type { Json, JsonSchema } from '@persist/contract';
import { isFromPersist } from '../typescript/type-origin.js';
import { ts } from '../typescript/ts.js';
import { nullable } from './nullable.js';
import { bigintSchema, bigintText, isBigIntLiteral, isBooleanLiteral, isTrue } from './scalar-schema.js';
import type { SchemaScope, Site } from './schema-scope.js';
import { typeName } from './type-name.js';
import { writtenMember } from './written-type.js';

/** A union, its members in an order of their own: TypeScript's depends on the order of files. */
export function schemaOfUnion(site: Site, scope: SchemaScope): JsonSchema {
  const { type, optional = false } = site;
  const types = (type as ts.UnionType).types.filter((each) => !(optional && isUndefined(each)));
  if (isAnyJson(types, scope.app.checker)) return {};
  const name = typeName(type, scope.app.program) ?? 'Union';
  return scope.definitions.inline(type, name, () => {
    const values = types.filter((each) => (each.flags & ts.TypeFlags.Null) === 0);
    const schema = oneOf(site, values, scope);
    return values.length < types.length ? nullable(schema) : schema;
  });
}

function oneOf(site: Site, types: readonly ts.Type[], scope: SchemaScope): JsonSchema {
  const others = types.filter((type) => !isLiteral(type)).sort(byDeclaration);
  const schemas = [
    ...literalSchemas(types),
    ...others.map((type) =>
      scope.schemaOf({ ...site, type, written: writtenMember(site.written, type, scope.app.checker) }),
    ),
  ];
  const members = distinct(schemas);
  const [only] = members;
  if (members.length === 1) return only!;
  scope.unions.push({ members, site });
  return { anyOf: members };
}

/** Of two types of one name the first gets it: which is first must not depend on the order of files either. */
function byDeclaration(a: ts.Type, b: ts.Type): number {
  const [left, right] = [a, b].map((type) => (type.aliasSymbol ?? type.getSymbol())?.declarations?.[0]);
  const files = [left, right].map((declaration) => declaration?.getSourceFile().fileName ?? '');
  if (files[0] !== files[1]) return files[0]! < files[1]! ? -1 : 1;
  return (left?.pos ?? 0) - (right?.pos ?? 0);
}

/** Each kind of literals as one enum. */
function literalSchemas(types: readonly ts.Type[]): readonly JsonSchema[] {
  const strings = types.filter((type) => type.isStringLiteral()).map(({ value }) => value);
  const numbers = types.filter((type) => type.isNumberLiteral()).map(({ value }) => value);
  const bigints = types.filter(isBigIntLiteral).map(bigintText);
  const booleans = types.filter(isBooleanLiteral).map(isTrue);
  return [
    ...(strings.length > 0 ? [{ type: 'string', ...oneOrMany(strings.sort()) } as const] : []),
    ...(numbers.length > 0 ? [{ type: 'number', ...oneOrMany(numbers.sort((a, b) => a - b)) } as const] : []),
    ...(bigints.length > 0 ? [{ ...bigintSchema, enum: bigints.sort() }] : []),
    ...(booleans.length > 1 ? [{ type: 'boolean' } as const] : []),
    ...(booleans.length === 1 ? [{ type: 'boolean', const: booleans[0]! } as const] : []),
  ];
}

/** Members of enums may share a value. */
function oneOrMany(values: readonly Json[]): Pick<JsonSchema, 'const' | 'enum'> {
  const [only, ...others] = new Set(values);
  return others.length === 0 ? { const: only! } : { enum: [only!, ...others] };
}

function distinct(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  const byText = new Map(schemas.map((schema) => [JSON.stringify(schema), schema]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, schema]) => schema);
}

/**
 * Whether these are the members of `Json`. Its name is gone where it was joined with another type
 * (`Json | undefined`), but its objects still name it.
 */
function isAnyJson(types: readonly ts.Type[], checker: ts.TypeChecker): boolean {
  const scalars = ts.TypeFlags.Null | ts.TypeFlags.String | ts.TypeFlags.Number | ts.TypeFlags.BooleanLiteral;
  const others = types.filter((type) => (type.flags & scalars) === 0);
  // null, string, number, true and false; an array and an object of Json.
  return types.length === 7 && others.length === 2 && others.every((type) => holdsJson(type, checker));
}

function holdsJson(type: ts.Type, checker: ts.TypeChecker): boolean {
  const held = checker.isArrayType(type) ? type.getNumberIndexType() : type.getStringIndexType();
  const alias = held?.aliasSymbol;
  return alias?.name === 'Json' && isFromPersist(alias);
}

function isUndefined(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Undefined) !== 0;
}

function isLiteral(type: ts.Type): boolean {
  return type.isStringLiteral() || type.isNumberLiteral() || isBigIntLiteral(type) || isBooleanLiteral(type);
}
