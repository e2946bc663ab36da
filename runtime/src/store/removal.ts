import type { ModelNode } from '@persist/contract';
import { finishDraft } from './aggregate-draft.js';
import type { ChangeSet } from './change-set.js';
import { initialDraft } from './replay.js';
import { rewindRecord } from './rewind.js';
import type { AuditRecord, StoredAggregate } from './store.js';

/**
 * The change set of a removal: everything that was there, and what was not. Initialisers may change after it, and no
 * record is left to tell what it began with.
 */
export function removalOf(model: ModelNode, { fields, collections }: Pick<StoredAggregate, 'fields' | 'collections'>): ChangeSet {
  const values = model.fields.filter(({ storage }) => storage.kind !== 'collection');
  return {
    fields: Object.fromEntries(
      values.map(({ name }) => [name, Object.hasOwn(fields, name) ? { before: fields[name]! } : {}]),
    ),
    collections: Object.fromEntries(
      Object.entries(collections).map(([name, elements]) => [
        name,
        elements.map(({ key, order, value }) => ({ kind: 'removed', key, order, before: value }) as const),
      ]),
    ),
  };
}

/**
 * The record that a removal ended, in the model's shape. What is younger than the removal begins with its initialiser.
 *
 * @param createdAt which the removal does not know.
 */
export function beforeRemoval(removal: AuditRecord, createdAt: string, model: ModelNode): StoredAggregate {
  const draft = initialDraft({ ...removal, at: createdAt }, model);
  draft.version = removal.version;
  rewindRecord(draft, removal);
  return finishDraft(draft, model);
}
