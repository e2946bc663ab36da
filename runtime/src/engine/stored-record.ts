import { assertNever, type CollectionNode, type Json, type JsonObject } from '@persist/contract';
import type { StoredAggregate, StoredElement } from '../store/store.js';
import type { CommittedView, RecordFacts } from './job.js';
import type { ModelRuntime } from './model-runtime.js';
import { encodePublic, hydrate, type LiveState } from './recorder/index.js';

/** The public record of a stored row. */
export function showStored({ node }: ModelRuntime, row: StoredAggregate): JsonObject {
  const record: Record<string, Json> = factsOf(row);
  for (const field of node.fields) {
    if (field.visibility === 'private') continue;
    if (field.storage.kind === 'collection') {
      record[field.name] = collectionJson(field.storage, row.collections[field.name]!);
    } else if (Object.hasOwn(row.fields, field.name)) {
      record[field.name] = row.fields[field.name]!;
    }
  }
  return record;
}

/** The values of the getters of a stored row. */
export function showComputed(model: ModelRuntime, row: StoredAggregate): JsonObject {
  if (model.node.getters.length === 0) return {};
  return model.computed(hydrate(model.plan, model.type.prototype as object, row).instance);
}

/** What a reader of a stored row, made live, gets to see. */
export function storedView(row: StoredAggregate, state: LiveState): CommittedView {
  const record = () => ({ ...factsOf(row), ...encodePublic(state) });
  const { id, version, createdAt, updatedAt } = row;
  return { id, version, createdAt, updatedAt, self: state.instance, record, text: () => JSON.stringify(record()) };
}

export function factsOf({ id, version, createdAt, updatedAt }: RecordFacts): Record<string, Json> {
  return { id, version, createdAt, updatedAt };
}

function collectionJson(storage: CollectionNode, elements: readonly StoredElement[]): Json {
  switch (storage.shape) {
    case 'array':
    case 'set':
      return elements.map(({ value }) => value);
    case 'map':
      return Object.fromEntries(elements.map(({ key, value }) => [key, value]));
    case 'entries':
      return elements.map(({ key, value }) => [JSON.parse(String(key)) as Json, value]);
    default:
      return assertNever(storage.shape);
  }
}
