import type { SourceNode } from '@persist/contract';
import { docCommentOf } from '../schema/doc-comment.js';
import type { Problems } from '../problems/problems.js';
import { relativePath } from '../typescript/relative-path.js';
import { ts } from '../typescript/ts.js';
import type { Callable } from './input-node.js';
import type { Member } from './members.js';

/** A method of a model as something to call; what has no single signature is reported. */
export function callableMember(
  { node, path, place, type }: Member,
  problems: Problems,
): Callable | undefined {
  const [signature] = type.getCallSignatures();
  if (signature === undefined || !ts.isMethodDeclaration(node)) return undefined;
  return isSingleSignature(node, { path, place, problems }) ? { path, node, signature } : undefined;
}

interface CheckContext {
  readonly path: string;
  readonly place: ts.Node;
  readonly problems: Problems;
}

/** Whether there is one input to describe; what stands against it is reported. */
export function isSingleSignature(
  node: ts.MethodDeclaration | ts.ConstructorDeclaration,
  { path, place, problems }: CheckContext,
): boolean {
  const [first] = node.parameters;
  if (first?.name.getText() === 'this') problems.report(first.name, 'this_parameter', path);
  if (node.typeParameters !== undefined) problems.report(place, 'method_generic', path);
  else if (isOverloaded(node)) problems.report(place, 'method_overloaded', path);
  else return true;
  return false;
}

/** What every method node has from its declaration. */
export function declarationFacts(
  declaration: ts.Node,
  place: ts.Node,
  root: string,
): { readonly description?: string; readonly source: SourceNode } {
  const { summary } = docCommentOf(declaration);
  return { ...(summary !== '' && { description: summary }), source: sourceNode(place, root) };
}

export function sourceNode(node: ts.Node, root: string): SourceNode {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { kind: 'source', file: relativePath(root, file.fileName), line: line + 1 };
}

function isOverloaded(node: ts.MethodDeclaration | ts.ConstructorDeclaration): boolean {
  if (!ts.isClassLike(node.parent)) return false;
  const name = node.name?.getText();
  return (
    node.parent.members.filter((each) => each.kind === node.kind && each.name?.getText() === name).length > 1
  );
}
