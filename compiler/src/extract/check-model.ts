import type { AppSnapshot } from '../typescript/app-program.js';
import { ts } from '../typescript/ts.js';
import type { ClassChain } from './class-chain.js';
import type { Extraction } from './extraction.js';
import type { MarkedClass } from './find-classes.js';
import { hasModifier } from './members.js';

/** Reports what keeps a class from being a model; returns whether its members are worth reading. */
export function checkModel(
  { node, mark }: MarkedClass,
  chain: ClassChain,
  { app, problems }: Extraction,
): boolean {
  if (node.name === undefined || ts.isClassExpression(node)) {
    problems.report(mark.node, 'model_anonymous');
    return false;
  }
  const name = node.name.text;
  if (hasModifier(node, ts.SyntaxKind.AbstractKeyword)) {
    problems.report(node.name, 'model_abstract', name);
    return false;
  }
  if (node.typeParameters !== undefined) {
    problems.report(node.name, 'model_generic', name);
    return false;
  }
  if (!isExported(node, app)) problems.report(node.name, 'model_not_exported', name);
  if (chain.opaque !== undefined) {
    problems.report(chain.opaque, 'base_class_unreadable', name, chain.opaque.getText());
  }
  return true;
}

function isExported(node: ts.ClassLikeDeclaration, { checker }: AppSnapshot): boolean {
  const file = node.getSourceFile();
  const module = checker.getSymbolAtLocation(file);
  const own = checker.getTypeAtLocation(node).getSymbol();
  if (module === undefined || own === undefined) return false;
  return checker.getExportsOfModule(module).some((symbol) => {
    const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
    return target === own;
  });
}
