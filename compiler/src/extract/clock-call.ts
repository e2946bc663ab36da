import { ts } from '../typescript/ts.js';

/** The text of a call that gives another value the next time: `Date.now()`. */
export function clockCall(
  node: ts.CallExpression | ts.NewExpression,
  checker: ts.TypeChecker,
): string | undefined {
  const callee = node.expression.getText();
  if (!isForeign(checker.getResolvedSignature(node)?.declaration)) return undefined;
  if (ts.isNewExpression(node)) {
    return callee === 'Date' && (node.arguments ?? []).length === 0 ? 'new Date()' : undefined;
  }
  return clocks.test(callee) ? `${callee}()` : undefined;
}

const clocks = /(^|\.)(Date\.now|performance\.now|Math\.random|random(UUID|Bytes|Int)|getRandomValues)$/;

/** Whether it comes from the platform: a function of the app may have such a name too. */
function isForeign(declaration: ts.Node | undefined): boolean {
  return declaration?.getSourceFile().isDeclarationFile ?? false;
}
