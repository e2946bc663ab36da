import type { Json } from '@persist/contract';
import { ts } from '../typescript/ts.js';

/** The value an expression has whenever it runs, as JSON; boxed, because null is a value too. */
export interface LiteralValue {
  readonly value: Json;
}

/** Reads literals, and arrays and objects of such; `undefined` for whatever has to run to be known. */
export function literalValue(expression: ts.Expression, checker: ts.TypeChecker): LiteralValue | undefined {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node)) return { value: node.text };
  if (ts.isNumericLiteral(node)) return finite(Number(node.text));
  if (ts.isBigIntLiteral(node)) return { value: decimal(node) };
  if (ts.isPrefixUnaryExpression(node)) return signed(node);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  if (ts.isArrayLiteralExpression(node)) return listValue(node.elements, checker);
  if (ts.isObjectLiteralExpression(node)) return objectValue(node, checker);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return enumValue(node, checker);
  }
  return undefined;
}

/** The expression without parentheses and type assertions. */
export function bare(expression: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isNonNullExpression(expression)
  ) {
    return bare(expression.expression);
  }
  return expression;
}

/** The items of an array, if all are literals. */
export function listValue(
  items: readonly ts.Expression[],
  checker: ts.TypeChecker,
): LiteralValue | undefined {
  const values: Json[] = [];
  for (const item of items) {
    const literal = literalValue(item, checker);
    if (literal === undefined) return undefined;
    values.push(literal.value);
  }
  return { value: values };
}

function objectValue(node: ts.ObjectLiteralExpression, checker: ts.TypeChecker): LiteralValue | undefined {
  const entries: [string, Json][] = [];
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property)) return undefined;
    const { name, initializer } = property;
    if (!ts.isIdentifier(name) && !ts.isStringLiteralLike(name) && !ts.isNumericLiteral(name)) {
      return undefined;
    }
    if (isUndefined(bare(initializer))) continue;
    const literal = literalValue(initializer, checker);
    if (literal === undefined) return undefined;
    entries.push([name.text, literal.value]);
  }
  return { value: Object.fromEntries(entries) };
}

function signed({ operator, operand }: ts.PrefixUnaryExpression): LiteralValue | undefined {
  if (operator !== ts.SyntaxKind.MinusToken && operator !== ts.SyntaxKind.PlusToken) return undefined;
  const negative = operator === ts.SyntaxKind.MinusToken;
  if (ts.isNumericLiteral(operand)) return finite(negative ? -Number(operand.text) : Number(operand.text));
  if (!ts.isBigIntLiteral(operand) || !negative) return undefined;
  return { value: (-BigInt(decimal(operand))).toString() };
}

function enumValue(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  checker: ts.TypeChecker,
): LiteralValue | undefined {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  const member = checker.getSymbolAtLocation(name)?.valueDeclaration;
  const value =
    member !== undefined && ts.isEnumMember(member) ? checker.getConstantValue(member) : undefined;
  return value === undefined ? undefined : { value };
}

function decimal({ text }: ts.BigIntLiteral): string {
  return BigInt(text.replace(/n$/, '')).toString();
}

function finite(value: number): LiteralValue | undefined {
  return Number.isFinite(value) ? { value } : undefined;
}

function isUndefined(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === 'undefined';
}
