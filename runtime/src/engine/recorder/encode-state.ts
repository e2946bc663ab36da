import type { Json, JsonObject } from '@persist/contract';
import { locate, setProperty } from '../../model/codec/index.js';
import type { StoredElement } from '../../store/store.js';
import type { Fields } from './fields.js';
import type { LiveState } from './live-state.js';
import type { CollectionSlots } from './slots.js';
import type { FieldPlan } from './state-plan.js';

/** The whole state as it is stored, private fields included. Not while a recording is under way. */
export function encodeState(state: LiveState): {
  fields: JsonObject;
  collections: Record<string, StoredElement[]>;
} {
  if (state.recording) throw new Error('encodeState: a recording is under way; seal or undo it first.');
  const fields: Record<string, Json> = {};
  const collections: Record<string, StoredElement[]> = {};
  for (const field of state.plan.fields) {
    if (field.kind === 'value') {
      encodeInto(fields, field, state.instance as Fields);
    } else {
      collections[field.name] = encodeElements(state.collections.get(field.name)!, state.instance as Fields);
    }
  }
  return { fields, collections };
}

/** The public fields as one JSON object; collections are whole. */
export function encodePublic({ plan, instance }: LiveState): JsonObject {
  const record: Record<string, Json> = {};
  for (const field of plan.fields) {
    if (field.visibility === 'public') encodeInto(record, field, instance as Fields);
  }
  return record;
}

function encodeInto(out: Record<string, Json>, field: FieldPlan, instance: Fields): void {
  const value = instance[field.name];
  if (value === undefined) return;
  try {
    setProperty(out, field.name, field.codec.encode(value));
  } catch (error) {
    throw locate(error, field.name);
  }
}

function encodeElements(collection: CollectionSlots, instance: Fields): StoredElement[] {
  const { plan } = collection;
  if (collection.kind === 'array') {
    const values = instance[plan.name] as readonly unknown[];
    return collection.slots.map(({ key, order }, index) => ({
      key,
      order,
      value: plan.element.encode(values[index]),
    }));
  }
  const value = instance[plan.name] as ReadonlySet<unknown> | ReadonlyMap<unknown, unknown>;
  return [...collection.slots].map(([item, { key, order }]) => ({
    key,
    order,
    value: plan.element.encode(value instanceof Map ? value.get(item) : item),
  }));
}
