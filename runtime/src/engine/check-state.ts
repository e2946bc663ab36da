import type { ChangeSet } from '../store/change-set.js';
import { invalid } from './invalid.js';
import type { ChangeJob, CreateJob } from './job.js';

/**
 * Checks what a job changed of an instance against the model's constraints.
 *
 * @throws {PersistDomainError} `validation_error`
 */
export function checkState({ kind, model }: CreateJob | ChangeJob, changes: ChangeSet, instance: object): void {
  const violations = model.checkChanges(changes, instance);
  if (violations.length === 0) return;
  const summary =
    kind === 'create'
      ? `${model.node.className} cannot be created like this`
      : `The ${kind} leaves a state that breaks its contract`;
  throw invalid(summary, violations);
}
