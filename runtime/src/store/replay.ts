import type { FieldNode, Json, ModelNode } from '@persist/contract';
import { emptyDraft, finishDraft, type AggregateDraft } from './aggregate-draft.js';
import { applyToDraft, misfit } from './apply-to-draft.js';
import { defaultElements } from './default-elements.js';
import type { AuditRecord, StoredAggregate } from './store.js';

/**
 * The aggregate that its history leads to; `undefined` where that ends with its removal. What the model has that is
 * younger than the history begins with its initialiser.
 *
 * @param records from the first on, without gaps, oldest first.
 * @throws {StoreError} `change_does_not_fit` when a record is missing or does not fit the ones before.
 */
export function replay(records: Iterable<AuditRecord>, model: ModelNode): StoredAggregate | undefined {
  let draft: AggregateDraft | undefined;
  for (const record of records) draft = replayRecord(draft, record, model);
  return draft && finishDraft(draft, model);
}

/** One step of a replay, in place. @param draft `undefined` for the first record. */
export function replayRecord(
  draft: AggregateDraft | undefined,
  record: AuditRecord,
  model: ModelNode,
): AggregateDraft | undefined {
  const current = draft ?? initialDraft(record, model);
  if (record.version !== current.version + 1) {
    throw misfit(record.id, `its history has version ${record.version} after version ${current.version}`);
  }
  if (record.action === 'remove') return undefined;
  applyToDraft(current, record);
  return current;
}

/**
 * Whether the first record mentions everything that can have a value at the beginning, if only to say that it has none.
 * What it does not mention is younger than the history.
 */
export function mentionsAll({ changes }: AuditRecord, model: ModelNode): boolean {
  return model.fields.every(
    (field) =>
      Object.hasOwn(changes.fields, field.name) ||
      Object.hasOwn(changes.collections, field.name) ||
      beginsWithout(field),
  );
}

/** Whether a field has no value unless a constructor gives it one. */
export function beginsWithout({ storage, optional, default: value }: FieldNode): boolean {
  if (storage.kind !== 'collection') return optional && value === undefined;
  return value === undefined || isEmpty(value);
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** A record of version 0: what its first change does not mention is younger, and has what its initialiser gives. */
export function initialDraft({ id, at, changes }: AuditRecord, model: ModelNode): AggregateDraft {
  const draft = emptyDraft(id, at, model);
  for (const { name, storage, default: value } of model.fields) {
    if (value === undefined) continue;
    if (storage.kind !== 'collection') draft.fields.set(name, value);
    else if (!Object.hasOwn(changes.collections, name)) {
      const elements = draft.collections.get(name)!;
      for (const element of defaultElements(storage.shape, value)) elements.set(element.key, element);
    }
  }
  return draft;
}
