import type { ModelNode } from '@persist/contract';
import { draftOf, emptyDraft, finishDraft } from './aggregate-draft.js';
import { applyToDraft, type AppliedChange } from './apply-to-draft.js';
import type { StoredAggregate } from './store.js';

/**
 * The aggregate after a change; fields the model does not have are left out.
 *
 * @param state `undefined` for the change that created it.
 * @throws {StoreError} `change_does_not_fit` when an element is not where the change says.
 */
export function applyChangeSet(
  state: StoredAggregate | undefined,
  change: AppliedChange,
  model: ModelNode,
): StoredAggregate {
  const draft = state === undefined ? emptyDraft(change.id, change.at, model) : draftOf(state);
  applyToDraft(draft, change);
  return finishDraft(draft, model);
}
