import { assertNever } from '@persist/contract';
import type { AggregateDraft } from './aggregate-draft.js';
import type { ChangeSet, ElementChange, ElementKey } from './change-set.js';
import type { StoredElement } from './store.js';
import { StoreError } from './store-error.js';

/** What happened to an aggregate: a write, or the audit record of it. */
export interface AppliedChange {
  readonly id: string;
  /** The version it led to. */
  readonly version: number;
  readonly at: string;
  readonly changes: ChangeSet;
}

/** Applies a change in place. @throws {StoreError} `change_does_not_fit` when an element is not where the change says. */
export function applyToDraft(draft: AggregateDraft, { version, at, changes }: AppliedChange): void {
  draft.version = version;
  draft.updatedAt = at;
  for (const [name, { after }] of Object.entries(changes.fields)) {
    if (after === undefined) draft.fields.delete(name);
    else draft.fields.set(name, after);
  }
  for (const [name, elements] of Object.entries(changes.collections)) {
    const collection = draft.collections.get(name);
    if (collection === undefined) continue;
    for (const change of elements) applyElement(collection, change, `${draft.id} ${name}`);
  }
}

function applyElement(
  collection: Map<ElementKey, StoredElement>,
  change: ElementChange,
  place: string,
): void {
  const { key } = change;
  const element = collection.get(key);
  if (change.kind === 'added') {
    if (element !== undefined) throw misfit(place, `element ${key} is there already`);
    collection.set(key, { key, order: change.order, value: change.after });
    return;
  }
  if (element === undefined) throw misfit(place, `element ${key} is not there`);
  switch (change.kind) {
    case 'changed':
      collection.set(key, { ...element, value: change.after });
      break;
    case 'moved':
      collection.set(key, { ...element, order: change.to });
      break;
    case 'removed':
      collection.delete(key);
      break;
    default:
      assertNever(change);
  }
}

/** A change and what it is applied to have come apart. */
export function misfit(place: string, what: string): StoreError {
  return new StoreError('change_does_not_fit', `${place}: ${what}.`);
}
