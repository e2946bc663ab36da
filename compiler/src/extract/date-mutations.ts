import { platformName } from '../typescript/type-origin.js';
import { ts } from '../typescript/ts.js';
import type { Extraction } from './extraction.js';
import type { NamedClass } from './members.js';

/** Reports `this.due.setHours(…)` and its like: a stored Date is a value, changed by assigning another. */
export function checkDateMutations({ name, classes }: NamedClass, extraction: Extraction): void {
  for (const member of classes.flatMap(({ members }) => [...members])) {
    if (!ts.isMethodDeclaration(member) && !ts.isAccessor(member)) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) checkCall(node, `${name}.${member.name.getText()}`, extraction);
      ts.forEachChild(node, visit);
    };
    visit(member);
  }
}

function checkCall(
  { expression: callee }: ts.CallExpression,
  path: string,
  { app, problems }: Extraction,
): void {
  if (!ts.isPropertyAccessExpression(callee) || !/^set[A-Z]/.test(callee.name.text)) return;
  const type = app.checker.getNonNullableType(app.checker.getTypeAtLocation(callee.expression));
  if (platformName(type, app.program) !== 'Date' || !isOfState(callee.expression, app.checker)) return;
  problems.report(callee, 'date_mutation', path, callee.getText());
}

/** Whether an expression leads into the state: by way of `this`, or of a variable that does. */
function isOfState(expression: ts.Expression, checker: ts.TypeChecker): boolean {
  if (expression.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression)) {
    return isOfState(expression.expression, checker);
  }
  if (ts.isNonNullExpression(expression) || ts.isParenthesizedExpression(expression)) {
    return isOfState(expression.expression, checker);
  }
  if (ts.isCallExpression(expression)) return isElementOfState(expression, checker);
  if (!ts.isIdentifier(expression)) return false;
  const origin = originOf(expression, checker);
  return origin !== undefined && isOfState(origin, checker);
}

/** `this.tasks.find(…)` gives a piece of the state; what a method of the model gives may be anything. */
function isElementOfState({ expression: callee }: ts.CallExpression, checker: ts.TypeChecker): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.expression.kind === ts.SyntaxKind.ThisKeyword) {
    return false;
  }
  return isOfState(callee.expression, checker);
}

/** What a variable was taken from: its initialiser, or the list that a loop or a callback goes through. */
function originOf(identifier: ts.Identifier, checker: ts.TypeChecker): ts.Expression | undefined {
  const named = checker.getSymbolAtLocation(identifier)?.valueDeclaration;
  const declaration =
    named && ts.isBindingElement(named) ? ts.walkUpBindingElementsAndPatterns(named) : named;
  if (declaration === undefined) return undefined;
  if (ts.isParameter(declaration)) return callbackOrigin(declaration);
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const loop = declaration.parent.parent;
  return ts.isForOfStatement(loop) ? loop.expression : declaration.initializer;
}

function callbackOrigin({ parent: callback }: ts.ParameterDeclaration): ts.Expression | undefined {
  const call = callback.parent;
  if (!ts.isArrowFunction(callback) || !ts.isCallExpression(call)) return undefined;
  return ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
}
