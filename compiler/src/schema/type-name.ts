import { platformName } from '../typescript/type-origin.js';
import { ts } from '../typescript/ts.js';

/** The name of a type, arguments included: `PageOfAccount`. Inline types have none. */
export function typeName(type: ts.Type, program: ts.Program): string | undefined {
  if (type.aliasSymbol !== undefined) {
    if (isPlatformAlias(type.aliasSymbol, program)) return undefined;
    return withArguments(type.aliasSymbol.name, type.aliasTypeArguments ?? [], program);
  }
  const symbol = type.getSymbol();
  if (symbol === undefined || (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) === 0) {
    return undefined;
  }
  return withArguments(symbol.name, declaredArguments(type, program.getTypeChecker()), program);
}

/** `Partial<Account>` is written in place: its name would say nothing of what is in it. */
function isPlatformAlias(alias: ts.Symbol, program: ts.Program): boolean {
  return (
    alias.declarations?.some((each) => program.isSourceFileDefaultLibrary(each.getSourceFile())) ?? false
  );
}

/** Without the type of `this`, which the compiler adds at the end. */
function declaredArguments(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  if (!isReference(type)) return [];
  return checker.getTypeArguments(type).slice(0, type.target.typeParameters?.length ?? 0);
}

function withArguments(name: string, types: readonly ts.Type[], program: ts.Program): string {
  const names = types.map((type) => argumentName(type, program));
  if (names.length === 0 || names.includes(undefined)) return name;
  return `${name}Of${names.join('And')}`;
}

function argumentName(type: ts.Type, program: ts.Program): string | undefined {
  if ((type.flags & ts.TypeFlags.String) !== 0) return 'String';
  if ((type.flags & ts.TypeFlags.Number) !== 0) return 'Number';
  if ((type.flags & ts.TypeFlags.Boolean) !== 0) return 'Boolean';
  return platformName(type, program) === undefined ? typeName(type, program) : type.symbol.name;
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0
  );
}
