import { ts } from '../typescript/ts.js';

/** A class and what it extends, as far as the app's own sources go. */
export interface ClassChain {
  /** The outermost base class first, the class itself last. */
  readonly classes: readonly ts.ClassLikeDeclaration[];
  /** A base class whose source cannot be read, such as `Error`. */
  readonly opaque?: ts.ExpressionWithTypeArguments;
}

export function classChain(node: ts.ClassLikeDeclaration, checker: ts.TypeChecker): ClassChain {
  const heritage = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    ?.types[0];
  if (heritage === undefined) return { classes: [node] };
  const base = baseClass(node, checker);
  if (base === undefined) return { classes: [node], opaque: heritage };
  const above = classChain(base, checker);
  return { ...above, classes: [...above.classes, node] };
}

function baseClass(
  node: ts.ClassLikeDeclaration,
  checker: ts.TypeChecker,
): ts.ClassLikeDeclaration | undefined {
  const type = checker.getTypeAtLocation(node);
  const [base] = type.isClassOrInterface() ? checker.getBaseTypes(type) : [];
  const declaration = base?.getSymbol()?.declarations?.find(ts.isClassLike);
  return declaration === undefined || declaration.getSourceFile().isDeclarationFile ? undefined : declaration;
}
