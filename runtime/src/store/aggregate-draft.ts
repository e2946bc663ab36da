import { acceptsNull, collectionFields, type FieldNode, type Json, type ModelNode } from '@persist/contract';
import type { ElementKey } from './change-set.js';
import { compareText } from './compare-text.js';
import type { StoredAggregate, StoredElement } from './store.js';

/** An aggregate while changes are applied to it: elements by key, unsorted. */
export interface AggregateDraft {
  readonly id: string;
  readonly createdAt: string;
  version: number;
  updatedAt: string;
  readonly fields: Map<string, Json>;
  readonly collections: ReadonlyMap<string, Map<ElementKey, StoredElement>>;
}

/** An aggregate of version 0, with what records have that are older than a field. */
export function emptyDraft(id: string, at: string, model: ModelNode): AggregateDraft {
  return {
    id,
    createdAt: at,
    version: 0,
    updatedAt: at,
    fields: new Map(model.fields.flatMap((field) => initialOf(field, model))),
    collections: new Map(
      collectionFields(model).map(({ name }) => [name, new Map<ElementKey, StoredElement>()]),
    ),
  };
}

function initialOf(
  { name, optional, default: value, schema, storage }: FieldNode,
  model: ModelNode,
): [string, Json][] {
  if (optional || storage.kind === 'collection') return [];
  if (value !== undefined) return [[name, value]];
  return acceptsNull(schema, model.$defs) ? [[name, null]] : [];
}

export function draftOf({
  id,
  version,
  createdAt,
  updatedAt,
  fields,
  collections,
}: StoredAggregate): AggregateDraft {
  const elements = Object.entries(collections).map(
    ([name, stored]) => [name, new Map(stored.map((element) => [element.key, element]))] as const,
  );
  return {
    id,
    version,
    createdAt,
    updatedAt,
    fields: new Map(Object.entries(fields)),
    collections: new Map(elements),
  };
}

/** The aggregate as a store would give it: members in the model's order, elements in their own. */
export function finishDraft(draft: AggregateDraft, model: ModelNode): StoredAggregate {
  const { id, version, createdAt, updatedAt } = draft;
  const fields = model.fields.flatMap(({ name }) =>
    draft.fields.has(name) ? [[name, draft.fields.get(name)!]] : [],
  );
  const collections = collectionFields(model).map(({ name }) => [
    name,
    [...(draft.collections.get(name)?.values() ?? [])].sort(compareElements),
  ]);
  return {
    id,
    version,
    createdAt,
    updatedAt,
    fields: Object.fromEntries(fields) as StoredAggregate['fields'],
    collections: Object.fromEntries(collections) as StoredAggregate['collections'],
  };
}

function compareElements(one: StoredElement, other: StoredElement): number {
  return compareText(one.order, other.order) || compareKeys(one.key, other.key);
}

function compareKeys(one: ElementKey, other: ElementKey): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return compareText(String(one), String(other));
}
