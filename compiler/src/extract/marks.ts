import { isFromPersist } from '../typescript/type-origin.js';
import { ts } from '../typescript/ts.js';

/** A decorator of `@persist/runtime`, under whatever name it was imported. */
export interface Mark {
  readonly kind: MarkKind;
  readonly node: ts.Decorator;
  /** The first argument, where the decorator is called with one. */
  readonly argument: ts.Expression | undefined;
}

const markKinds = [
  'model',
  'apiError',
  'command',
  'query',
  'view',
  'invariant',
  'outbox',
  'unique',
  'index',
] as const;

export type MarkKind = (typeof markKinds)[number];

/** The marks of a declaration, in order; decorators of others are none. */
export function marksOf(declaration: ts.Node, checker: ts.TypeChecker): readonly Mark[] {
  if (!ts.canHaveDecorators(declaration)) return [];
  return (ts.getDecorators(declaration) ?? []).flatMap((node) => {
    const { expression } = node;
    const [callee, argument] = ts.isCallExpression(expression)
      ? [expression.expression, expression.arguments[0]]
      : [expression, undefined];
    const kind = markKinds.find((each) => each === importedName(callee, checker));
    return kind === undefined ? [] : [{ kind, node, argument }];
  });
}

export function findMark(marks: readonly Mark[], kind: MarkKind): Mark | undefined {
  return marks.find((mark) => mark.kind === kind);
}

/** The name under which `@persist/runtime` exports what an expression refers to. */
function importedName(expression: ts.Expression, checker: ts.TypeChecker): string | undefined {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined) return undefined;
  // Also where the package is not installed: TypeScript then says so, instead of models silently vanishing.
  const specifier = symbol.declarations?.find(ts.isImportSpecifier);
  if (specifier !== undefined && moduleOf(specifier) === '@persist/runtime') {
    return (specifier.propertyName ?? specifier.name).text;
  }
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  return isFromPersist(target) ? target.name : undefined;
}

function moduleOf(specifier: ts.ImportSpecifier): string | undefined {
  const { moduleSpecifier } = specifier.parent.parent.parent;
  return ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
}
