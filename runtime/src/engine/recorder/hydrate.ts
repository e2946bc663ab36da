import { assertNever, type Json } from '@persist/contract';
import { locate } from '../../model/codec/index.js';
import type { StoredAggregate, StoredElement } from '../../store/store.js';
import type { LiveState } from './live-state.js';
import { Slot } from './slot.js';
import { ArraySlots, KeyedSlots, type CollectionSlots } from './slots.js';
import type { CollectionPlan, FieldPlan, StatePlan } from './state-plan.js';
import { AGGREGATE_BYTES, COLLECTION_BYTES, elementBytes, jsonBytes } from './state-size.js';

/** Builds the live state from what is stored. Runs no constructor: the data is complete without it. */
export function hydrate(
  plan: StatePlan,
  prototype: object,
  stored: Pick<StoredAggregate, 'fields' | 'collections'>,
): LiveState {
  const instance = Object.create(prototype) as object;
  const collections = new Map<string, CollectionSlots>();
  let bytes = AGGREGATE_BYTES;
  for (const field of plan.fields) {
    if (field.kind === 'value') {
      const json = Object.hasOwn(stored.fields, field.name) ? stored.fields[field.name] : field.default;
      if (json !== undefined) define(instance, field, decodeField(field, json));
      bytes += jsonBytes(json);
    } else {
      const elements = stored.collections[field.name] ?? [];
      const { value, slots } = hydrateCollection(field, elements);
      define(instance, field, value);
      collections.set(field.name, slots);
      bytes += COLLECTION_BYTES;
      for (const element of elements) bytes += elementBytes(element.value);
    }
  }
  return { plan, instance, collections, bytes, newest: 0, recording: false };
}

// Not an assignment: a setter of that name on the prototype must not run.
function define(instance: object, { name }: FieldPlan, value: unknown): void {
  Object.defineProperty(instance, name, { value, enumerable: true, configurable: true, writable: true });
}

function decodeField(field: FieldPlan, json: Json): unknown {
  try {
    return field.codec.decode(json);
  } catch (error) {
    throw locate(error, field.name);
  }
}

interface HydratedCollection {
  readonly value: unknown;
  readonly slots: CollectionSlots;
}

function hydrateCollection(plan: CollectionPlan, elements: readonly StoredElement[]): HydratedCollection {
  switch (plan.shape) {
    case 'array':
      return hydrateArray(plan, elements);
    case 'set':
      return hydrateSet(plan, elements);
    case 'map':
      return hydrateMap(plan, elements, (key) => key);
    case 'entries':
      return hydrateMap(plan, elements, (key) => plan.key!.decode(JSON.parse(String(key)) as Json));
    default:
      return assertNever(plan.shape);
  }
}

function hydrateArray(plan: CollectionPlan, elements: readonly StoredElement[]): HydratedCollection {
  const slots = new ArraySlots(plan);
  const value: unknown[] = [];
  for (const element of elements) {
    value.push(decodeElement(plan, element));
    slots.slots.push(new Slot(element.key, element.order));
    slots.nextKey = Math.max(slots.nextKey, Number(element.key) + 1);
  }
  return { value, slots };
}

function hydrateSet(plan: CollectionPlan, elements: readonly StoredElement[]): HydratedCollection {
  const slots = new KeyedSlots(plan);
  const value = new Set<unknown>();
  for (const element of elements) {
    const item = decodeElement(plan, element);
    value.add(item);
    slots.slots.set(item, new Slot(element.key, element.order));
    slots.lastOrder = element.order;
    slots.nextKey = Math.max(slots.nextKey, Number(element.key) + 1);
  }
  return { value, slots };
}

function hydrateMap(
  plan: CollectionPlan,
  elements: readonly StoredElement[],
  keyOf: (key: StoredElement['key']) => unknown,
): HydratedCollection {
  const slots = new KeyedSlots(plan);
  const value = new Map<unknown, unknown>();
  for (const element of elements) {
    const key = keyOf(element.key);
    value.set(key, decodeElement(plan, element));
    slots.slots.set(key, new Slot(element.key, element.order));
    slots.lastOrder = element.order;
  }
  return { value, slots };
}

function decodeElement(plan: CollectionPlan, { key, value }: StoredElement): unknown {
  try {
    return plan.element.decode(value);
  } catch (error) {
    throw locate(error, plan.name, key);
  }
}
