import { ts } from '../typescript/ts.js';
import { constraintTags } from './constraints-of.js';
import type { SchemaScope } from './schema-scope.js';
import { followAliases, isContainer, type Written } from './written-type.js';

type ReportScope = Pick<SchemaScope, 'app' | 'problems'>;

/** Reports constraints of aliases that a written type names, but of which TypeScript leaves nothing. */
export function reportLostConstraints(written: Written | undefined, path: string, scope: ReportScope): void {
  if (written === undefined || ts.isNewExpression(written)) return;
  if (ts.isUnionTypeNode(written)) reportMergedMembers(written, path, scope);
  if (!ts.isTypeReferenceNode(written) || isContainer(written)) return;
  reportLostArguments(written.typeArguments ?? [], path, scope);
}

/** Inside `Page<Email>` nothing but `string` is left of `Email`. */
export function reportLostArguments(
  typeArguments: readonly ts.TypeNode[],
  path: string,
  { app, problems }: ReportScope,
): void {
  for (const alias of typeArguments.flatMap((argument) => constrainedAliases(argument, app.checker))) {
    problems.report(alias, 'constraint_lost', path, alias.getText());
  }
}

/** `Email | Phone` is `string` to TypeScript. */
function reportMergedMembers(
  { types }: ts.UnionTypeNode,
  path: string,
  { app, problems }: ReportScope,
): void {
  const { checker } = app;
  for (const member of types) {
    if (!isConstrained(member, checker)) continue;
    const type = checker.getTypeFromTypeNode(member);
    const others = types
      .filter((other) => other !== member)
      .map((other) => checker.getTypeFromTypeNode(other));
    if (!others.some((other) => checker.isTypeAssignableTo(other, type))) continue;
    problems.report(member, 'constraint_merged', path, member.getText());
  }
}

/** The aliases with constraints inside a type, save those whose place is a property of its own. */
function constrainedAliases(node: ts.Node, checker: ts.TypeChecker): readonly ts.TypeNode[] {
  if (ts.isTypeLiteralNode(node) || ts.isFunctionTypeNode(node)) return [];
  if (ts.isTypeNode(node) && isConstrained(node, checker)) return [node];
  const found: ts.TypeNode[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...constrainedAliases(child, checker));
  });
  return found;
}

function isConstrained(node: ts.TypeNode, checker: ts.TypeChecker): boolean {
  return followAliases(node, checker).aliases.some(({ doc }) => constraintTags(doc).length > 0);
}
