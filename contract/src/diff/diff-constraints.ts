import type { ConstraintNode, ModelNode } from '../nodes.js';
import type { ContractChange } from './contract-change.js';
import { diffNamed } from './diff-named.js';

export function diffConstraints(before: ModelNode, after: ModelNode): readonly ContractChange[] {
  return diffNamed(before.constraints.map(named), after.constraints.map(named), {
    removed: ({ name }) => [
      {
        kind: 'removed',
        impact: 'compatible',
        path: `${after.name}.constraints.${name}`,
        message: 'is gone',
      },
    ],
    added: ({ name, kind }) => [
      {
        kind: 'added',
        impact: kind === 'unique' ? 'breaking' : 'compatible',
        path: `${after.name}.constraints.${name}`,
        message: kind === 'unique' ? 'is new: values that repeat, stored or sent, are refused' : 'is new',
      },
    ],
    kept: () => [],
  });
}

/** A constraint is what it covers: `unique(tenantId, address.zip)`. */
function named({ kind, parts }: ConstraintNode): {
  readonly name: string;
  readonly kind: ConstraintNode['kind'];
} {
  const covered = parts.map(({ field, path }) => [field, ...path].join('.'));
  return { name: `${kind}(${covered.join(', ')})`, kind };
}
