import { assertNever, type Json, type ModelNode } from '@persist/contract';
import { draftOf, finishDraft } from './aggregate-draft.js';
import { applyToDraft, type AppliedChange } from './apply-to-draft.js';
import type { ChangeSet, ElementChange } from './change-set.js';
import type { StoredAggregate } from './store.js';

/** A change, and the version it was applied to. */
export interface RevertibleChange extends AppliedChange {
  readonly previous: { readonly version: number; readonly at: string };
}

/** The aggregate before a change, the inverse of `applyChangeSet`; not for the change that created it. */
export function revertChangeSet(
  state: StoredAggregate,
  change: RevertibleChange,
  model: ModelNode,
): StoredAggregate {
  const draft = draftOf(state);
  applyToDraft(draft, { ...change.previous, id: change.id, changes: inverseOf(change.changes) });
  return finishDraft(draft, model);
}

/** What takes a change back. */
export function inverseOf({ fields, collections }: ChangeSet): ChangeSet {
  return {
    fields: mapValues(fields, ({ before, after }) => ({
      ...side('before', after),
      ...side('after', before),
    })),
    collections: mapValues(collections, (changes) => changes.map(inverseOfElement).reverse()),
  };
}

function inverseOfElement(change: ElementChange): ElementChange {
  switch (change.kind) {
    case 'added':
      return { kind: 'removed', key: change.key, order: change.order, before: change.after };
    case 'changed':
      return { kind: 'changed', key: change.key, before: change.after, after: change.before };
    case 'moved':
      return { kind: 'moved', key: change.key, from: change.to, to: change.from };
    case 'removed':
      return { kind: 'added', key: change.key, order: change.order, after: change.before };
    default:
      return assertNever(change);
  }
}

function side<Name extends 'before' | 'after'>(
  name: Name,
  value: Json | undefined,
): { readonly [K in Name]?: Json } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in Name]?: Json };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
