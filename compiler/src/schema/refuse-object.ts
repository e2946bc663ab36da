import type { ProblemCode } from '../problems/problems.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import { isForeign, platformName } from '../typescript/type-origin.js';
import { ts } from '../typescript/ts.js';
import type { SchemaScope, Site } from './schema-scope.js';

/** Reports an object type that is no plain data; returns whether it did. */
export function refuseObject(site: Site, scope: SchemaScope): boolean {
  const { type, path, place } = site;
  const code = refusalOf(type, scope);
  if (code === undefined) return refuseClass(site, scope) || refuseMembers(site, scope);
  scope.problems.report(place, code, path, scope.app.checker.typeToString(type));
  return true;
}

type Refusal = Extract<
  ProblemCode,
  | 'promise_type'
  | 'regexp_type'
  | 'url_type'
  | 'weak_type'
  | 'bytes_type'
  | 'error_type'
  | 'foreign_type'
  | 'function_type'
  | 'model_as_value'
  | 'object_type'
>;

function refusalOf(type: ts.Type, scope: SchemaScope): Refusal | undefined {
  const { checker } = scope.app;
  const symbol = type.getSymbol();
  const platform = platformRefusal(type, scope);
  if (platform !== undefined) return platform;
  if (isCallable(type)) return 'function_type';
  if (symbol !== undefined && scope.isModel(symbol)) return 'model_as_value';
  if (isErrorClass(type, scope.app)) return 'error_type';
  if (isForeign(type) && methodOf(type, checker) !== undefined) return 'foreign_type';
  return isEmpty(type, checker) ? 'object_type' : undefined;
}

/** First match wins. */
const platformTypes: readonly (readonly [name: RegExp, code: Refusal])[] = [
  [/^Promise(Like)?$/, 'promise_type'],
  [/^RegExp$/, 'regexp_type'],
  [/^URL$/, 'url_type'],
  [/^Weak(Map|Set|Ref)$/, 'weak_type'],
  [/^(Buffer|Blob|DataView|(Shared)?ArrayBuffer|(Big)?(Int|Uint|Float)\d+(Clamped)?Array)$/, 'bytes_type'],
  [/Error$/, 'error_type'],
  [/^(Callable|Newable)?Function$/, 'function_type'],
];

function platformRefusal(type: ts.Type, { app }: SchemaScope): Refusal | undefined {
  const name = platformName(type, app.program);
  if (name === undefined) return undefined;
  const known = platformTypes.find(([pattern]) => pattern.test(name));
  if (known !== undefined) return known[1];
  return methodOf(type, app.checker) === undefined ? undefined : 'foreign_type';
}

function isCallable(type: ts.Type): boolean {
  return type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
}

function isErrorClass(
  type: ts.Type,
  { checker, program }: Pick<AppSnapshot, 'checker' | 'program'>,
): boolean {
  if (!type.isClass()) return false;
  return checker
    .getBaseTypes(type)
    .some(
      (base) =>
        platformName(base, program)?.endsWith('Error') === true || isErrorClass(base, { checker, program }),
    );
}

function methodOf(type: ts.Type, checker: ts.TypeChecker): ts.Symbol | undefined {
  return checker.getPropertiesOfType(type).find((member) => (member.flags & ts.SymbolFlags.Method) !== 0);
}

function isEmpty(type: ts.Type, checker: ts.TypeChecker): boolean {
  return checker.getPropertiesOfType(type).length === 0 && checker.getIndexInfosOfType(type).length === 0;
}

/** A class is fine as long as an object literal could stand in for its instances. */
function refuseClass({ type, path, place }: Site, { app, problems }: SchemaScope): boolean {
  const text = app.checker.typeToString(type);
  const members = app.checker.getPropertiesOfType(type).filter((member) => isOfClass(member));
  const secret = members.find((member) => isPrivate(member));
  const behaviour = members.find(
    ({ flags }) => (flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) !== 0,
  );
  if (secret !== undefined) {
    problems.report(place, 'class_with_private_state', path, text, shownName(secret));
  } else if (behaviour !== undefined) {
    problems.report(place, 'class_with_methods', path, text, behaviour.name);
  }
  return (secret ?? behaviour) !== undefined;
}

function isOfClass({ valueDeclaration }: ts.Symbol): boolean {
  const owner = valueDeclaration?.parent;
  return owner !== undefined && (ts.isClassLike(owner) || ts.isConstructorDeclaration(owner));
}

function isPrivate({ valueDeclaration }: ts.Symbol): boolean {
  if (valueDeclaration === undefined) return false;
  const name = ts.getNameOfDeclaration(valueDeclaration);
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Accessor;
  return (
    (name !== undefined && ts.isPrivateIdentifier(name)) ||
    (ts.getCombinedModifierFlags(valueDeclaration) & hidden) !== 0
  );
}

function shownName({ name, valueDeclaration }: ts.Symbol): string {
  const declared = valueDeclaration === undefined ? undefined : ts.getNameOfDeclaration(valueDeclaration);
  return declared?.getText() ?? name;
}

/** Members that no JSON object can have. */
function refuseMembers({ type, path, place }: Site, { app, problems }: SchemaScope): boolean {
  const members = app.checker.getPropertiesOfType(type);
  const symbolic = members.find(({ name }) => name.startsWith('__@'));
  const unsafe = members.find(({ name }) => name === '__proto__');
  const keyed = app.checker
    .getIndexInfosOfType(type)
    .some(({ keyType }) => (keyType.flags & ts.TypeFlags.ESSymbolLike) !== 0);
  if (symbolic !== undefined || keyed) problems.report(place, 'symbol_property', path);
  else if (unsafe !== undefined) problems.report(place, 'unsafe_property', path);
  return symbolic !== undefined || unsafe !== undefined || keyed;
}
