import type { ModelNode } from '@persist/contract';
import { emptyDraft, finishDraft, type AggregateDraft } from './aggregate-draft.js';
import { applyToDraft, misfit } from './apply-to-draft.js';
import type { AuditRecord, StoredAggregate } from './store.js';

/**
 * The aggregate that its history leads to; `undefined` where that ends with its removal.
 *
 * @param records from the first on, without gaps, oldest first.
 * @throws {StoreError} `change_does_not_fit` when a record is missing or does not fit the ones before.
 */
export function replay(records: Iterable<AuditRecord>, model: ModelNode): StoredAggregate | undefined {
  let draft: AggregateDraft | undefined;
  for (const record of records) {
    const current: AggregateDraft = draft ?? emptyDraft(record.id, record.at, model);
    if (record.version !== current.version + 1) {
      throw misfit(record.id, `its history has version ${record.version} after version ${current.version}`);
    }
    applyToDraft(current, record);
    draft = record.action === 'remove' ? undefined : current;
  }
  return draft && finishDraft(draft, model);
}
