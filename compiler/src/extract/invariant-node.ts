import type { InvariantNode } from '@persist/contract';
import { callableMember, sourceNode } from './callable-member.js';
import type { Extraction } from './extraction.js';
import type { Member, NamedClass } from './members.js';
import { isNothing } from './result-schema.js';

/** A method marked `@invariant`. */
export function invariantNode(
  member: Member,
  model: NamedClass,
  extraction: Extraction,
): InvariantNode | undefined {
  const { problems, calls, app } = extraction;
  const { path, place, name, node } = member;
  const callable = callableMember(member, problems);
  if (callable === undefined) return undefined;
  const { signature } = callable;
  if (signature.getParameters().length > 0) problems.report(place, 'invariant_parameters', path);
  const returned = signature.getReturnType();
  if (app.checker.getAwaitedType(returned) !== returned) {
    problems.report(place, 'invariant_async', path);
  } else if (!isNothing(returned)) {
    problems.report(place, 'invariant_result', path, app.checker.typeToString(returned));
  }
  return {
    kind: 'invariant',
    name,
    source: sourceNode(place, app.root),
    errors: calls.from([node], model.node).errors,
  };
}
