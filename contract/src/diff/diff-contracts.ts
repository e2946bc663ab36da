import type { Contract, ModelNode } from '../nodes.js';
import type { ContractChange } from './contract-change.js';
import { diffConstraints } from './diff-constraints.js';
import { diffErrors } from './diff-errors.js';
import { diffFields } from './diff-fields.js';
import { diffMethods } from './diff-methods.js';
import { diffNamed } from './diff-named.js';

/**
 * What a caller or a stored record notices when `after` takes the place of `before`, in the order of `after`.
 * A rename is a removal and an addition.
 */
export function diffContracts(before: Contract, after: Contract): readonly ContractChange[] {
  return [
    ...diffNamed(before.models, after.models, {
      removed: ({ name }) => [
        {
          kind: 'removed',
          impact: 'breaking',
          path: name,
          message: 'is gone, with its routes and its records',
        },
      ],
      added: ({ name }) => [{ kind: 'added', impact: 'compatible', path: name, message: 'is new' }],
      kept: diffModels,
    }),
    ...diffErrors(before.errors, after.errors),
  ];
}

function diffModels(before: ModelNode, after: ModelNode): readonly ContractChange[] {
  return [
    ...diffSettings(before, after),
    ...diffFields(before, after),
    ...diffConstraints(before, after),
    ...diffMethods(before, after),
  ];
}

function diffSettings(before: ModelNode, after: ModelNode): readonly ContractChange[] {
  const changes: ContractChange[] = [];
  if (before.schemaVersion !== after.schemaVersion) {
    changes.push({
      kind: 'changed',
      impact: after.schemaVersion < before.schemaVersion ? 'breaking' : 'compatible',
      path: `${after.name}.schemaVersion`,
      message: `is ${after.schemaVersion} (was ${before.schemaVersion})`,
    });
  }
  if (before.table !== after.table) {
    changes.push({
      kind: 'changed',
      impact: 'breaking',
      path: `${after.name}.table`,
      message: `is ${after.table} (was ${before.table}): records stored before are not found there`,
    });
  }
  if (before.patch !== after.patch) {
    changes.push({
      kind: 'changed',
      impact: after.patch ? 'compatible' : 'breaking',
      path: `${after.name}.patch`,
      message: after.patch ? 'is served now' : 'is no longer served',
    });
  }
  return changes;
}
