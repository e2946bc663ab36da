import type { ProblemCode } from '../problems/problems.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import { isForeign, platformName } from '../typescript/type-origin.js';
import { ts } from '../typescript/ts.js';
import type { SchemaScope, Site } from './schema-scope.js';

/** Reports an object type that is no plain data; returns whether it did. */
export function refuseObject(site: Site, scope: SchemaScope): boolean {
  const { type, path, place } = site;
  const { problems } = scope;
  const { checker } = scope.app;
  const text = checker.typeToString(type);
  const symbol = type.getSymbol();
  const platform = refusedPlatformType(type, scope);
  if (platform === 'regexp_type' || platform === 'url_type' || platform === 'function_type') {
    problems.report(place, platform, path);
  } else if (platform !== undefined) problems.report(place, platform, path, text);
  else if (isCallable(type)) problems.report(place, 'function_type', path);
  else if (symbol !== undefined && scope.isModel(symbol)) problems.report(place, 'model_as_value', path, text);
  else if (isErrorClass(type, scope.app)) problems.report(place, 'error_type', path, text);
  else if (isForeign(type) && methodOf(type, checker) !== undefined) problems.report(place, 'foreign_type', path, text);
  else if (isEmpty(type, checker)) problems.report(place, 'object_type', path, text);
  else return refuseClass(site, scope) || refuseMembers(site, scope);
  return true;
}

type PlatformCode = Extract<
  ProblemCode,
  'promise_type' | 'regexp_type' | 'url_type' | 'weak_type' | 'bytes_type' | 'error_type' | 'foreign_type' | 'function_type'
>;

function refusedPlatformType(type: ts.Type, { app }: SchemaScope): PlatformCode | undefined {
  const name = platformName(type, app.program);
  if (name === undefined) return undefined;
  if (/^Promise(Like)?$/.test(name)) return 'promise_type';
  if (name === 'RegExp') return 'regexp_type';
  if (name === 'URL') return 'url_type';
  if (/^Weak(Map|Set|Ref)$/.test(name)) return 'weak_type';
  if (/^(Buffer|Blob|DataView|(Shared)?ArrayBuffer|(Big)?(Int|Uint|Float)\d+(Clamped)?Array)$/.test(name)) return 'bytes_type';
  if (/Error$/.test(name)) return 'error_type';
  if (/^(Callable|Newable)?Function$/.test(name)) return 'function_type';
  return methodOf(type, app.checker) === undefined ? undefined : 'foreign_type';
}

function isCallable(type: ts.Type): boolean {
  return type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
}

function isErrorClass(type: ts.Type, { checker, program }: Pick<AppSnapshot, 'checker' | 'program'>): boolean {
  if (!type.isClass()) return false;
  return checker
    .getBaseTypes(type)
    .some((base) => platformName(base, program)?.endsWith('Error') === true || isErrorClass(base, { checker, program }));
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
  const behaviour = members.find(({ flags }) => (flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) !== 0);
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
  return (name !== undefined && ts.isPrivateIdentifier(name)) || (ts.getCombinedModifierFlags(valueDeclaration) & hidden) !== 0;
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
  const keyed = app.checker.getIndexInfosOfType(type).some(({ keyType }) => (keyType.flags & ts.TypeFlags.ESSymbolLike) !== 0);
  if (symbolic !== undefined || keyed) problems.report(place, 'symbol_property', path);
  else if (unsafe !== undefined) problems.report(place, 'unsafe_property', path);
  return symbolic !== undefined || unsafe !== undefined || keyed;
}
