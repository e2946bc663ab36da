import type { CreateNode } from '@persist/contract';
import { ts } from '../typescript/ts.js';
import { declarationFacts, isSingleSignature } from './callable-member.js';
import { inputOf, noInput } from './input-node.js';
import { isHidden } from './members.js';
import type { ModelClass } from './model-class.js';

/** The constructor, its own or inherited: what a record is created from. */
export function createNode(model: ModelClass): CreateNode {
  const { name, node, classes, scope, extraction, invariantErrors } = model;
  const { app, problems, calls } = extraction;
  const declaration = classes.findLast(constructorOf);
  const own = declaration && constructorOf(declaration);
  const place = own ?? node.name ?? node;
  const { errors, clocks } = calls.from([node], node);
  for (const { call, place: at } of clocks) {
    problems.report(at, 'clock_in_command', `${name}.constructor`, call);
  }
  const [signature] = app.checker.getTypeOfSymbol(model.symbol).getConstructSignatures();
  const { input, injectsContext } =
    own === undefined || signature === undefined || !isUsable(own, model)
      ? { input: noInput, injectsContext: false }
      : inputOf({ path: `${name}.constructor`, node: own, signature }, scope);
  const { source, description } = declarationFacts(place, place, app.root);
  return {
    kind: 'create',
    name: 'create',
    ...(own !== undefined && description !== undefined && { description }),
    source,
    input,
    errors: [...new Set([...errors, ...invariantErrors])].sort(),
    injectsContext,
  };
}

function constructorOf(node: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined {
  return node.members.filter(ts.isConstructorDeclaration).at(-1);
}

function isUsable(own: ts.ConstructorDeclaration, { name, extraction }: ModelClass): boolean {
  const { problems } = extraction;
  if (isHidden(own)) problems.report(own, 'constructor_private', name);
  return isSingleSignature(own, { path: `${name}.constructor`, place: own, problems });
}
