import { memberPath, type InputNode, type JsonSchema, type SourceNode } from '@persist/contract';
import { callableMember, declarationFacts } from './callable-member.js';
import { inputOf } from './input-node.js';
import type { Member } from './members.js';
import type { ModelClass } from './model-class.js';
import { resultOf } from './result-schema.js';

/** What commands, queries and views have in common. */
export interface MethodFacts {
  readonly name: string;
  /** kebab-case, the last segment of the route. */
  readonly path: string;
  readonly description?: string;
  readonly source: SourceNode;
  readonly input: InputNode;
  readonly async: boolean;
  readonly result: JsonSchema | null;
  /** Of the method itself, sorted. */
  readonly errors: readonly string[];
}

/** Reads a method; `undefined` where it is none, which is reported with its marks. */
export function methodFacts(
  member: Member,
  { scope, extraction, node }: ModelClass,
): { readonly facts: MethodFacts; readonly injectsContext: boolean } | undefined {
  const callable = callableMember(member, extraction.problems);
  if (callable === undefined) return undefined;
  const { input, injectsContext } = inputOf(callable, scope);
  const { result, async } = resultOf(callable.signature.getReturnType(), callable, scope);
  const facts: MethodFacts = {
    name: member.name,
    path: memberPath(member.name),
    ...declarationFacts(member.node, member.place, extraction.app.root),
    input,
    async,
    result,
    errors: extraction.calls.from([member.node], node).errors,
  };
  return { facts, injectsContext };
}
