import { docCommentOf } from '../schema/doc-comment.js';
import { ts } from '../typescript/ts.js';
import type { CallContext } from './call-context.js';

/** Names of the domain errors that `@throws {X}` tags of a function speak of. */
export function documentedErrors(
  node: ts.Node,
  { app, problems, domainErrors }: CallContext,
): readonly string[] {
  const tags = docCommentOf(documentedNode(node)).tags.filter(
    ({ name }) => name === 'throws' || name === 'exception',
  );
  return tags.flatMap(({ text, at }) => {
    const names = /^\{([^}]*)\}/.exec(text)?.[1]?.split('|') ?? [];
    return names.flatMap((each) => {
      const name = each.trim();
      const symbol = classInScope(node, name, app.checker);
      if (symbol === undefined) problems.report(at, 'throws_unknown', labelOf(node), name);
      const error = symbol && domainErrors.get(symbol);
      return error === undefined ? [] : [error.name];
    });
  });
}

/** `const check = () => …` carries its comment on the statement. */
function documentedNode(node: ts.Node): ts.Node {
  const variable = ts.isVariableDeclaration(node.parent) ? node.parent : undefined;
  return variable === undefined ? node : variable.parent.parent;
}

function classInScope(node: ts.Node, name: string, checker: ts.TypeChecker): ts.Symbol | undefined {
  const meaning = ts.SymbolFlags.Class | ts.SymbolFlags.Variable | ts.SymbolFlags.Alias;
  const symbol = checker.getSymbolsInScope(node, meaning).find((each) => each.name === name);
  if (symbol === undefined) return undefined;
  const isImported = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return isImported ? checker.getAliasedSymbol(symbol) : checker.getExportSymbolOfSymbol(symbol);
}

function labelOf(node: ts.Node): string {
  const name = ts.isFunctionLike(node) && node.name !== undefined ? node.name.getText() : 'constructor';
  const owner = ts.isClassLike(node.parent) ? `${node.parent.name?.text ?? ''}.` : '';
  return `${owner}${name}`;
}
