import type { AggregateDraft } from './aggregate-draft.js';
import { applyToDraft, misfit } from './apply-to-draft.js';
import { inverseOf } from './revert-change-set.js';
import type { AuditRecord } from './store.js';

/**
 * Takes an aggregate back by one version, in place; `updatedAt` stays behind.
 *
 * @throws {StoreError} `change_does_not_fit` when the record is not that of the draft's version.
 */
export function rewindRecord(draft: AggregateDraft, { id, version, changes }: AuditRecord): void {
  if (version !== draft.version) {
    throw misfit(id, `its history has version ${version} where version ${draft.version} was to be taken back`);
  }
  applyToDraft(draft, { id, version: version - 1, at: draft.updatedAt, changes: inverseOf(changes) });
}
