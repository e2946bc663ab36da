import { assertNever, type FieldNode, type Json } from '@persist/contract';
import { generateNKeysBetween } from 'fractional-indexing';
import { EncodingError, locate } from '../../model/codec/index.js';
import type { ChangeSet, ElementChange, ElementKey, FieldChange } from '../../store/change-set.js';
import { beginsWithout } from '../../store/replay.js';
import type { StoredElement } from '../../store/store.js';
import { checkTree } from './alias-check.js';
import { checkShape, repeatedKey } from './collection-shape.js';
import { mapElementKey } from './element-key.js';
import { hydrate } from './hydrate.js';
import type { Fields } from './fields.js';
import type { LiveState } from './live-state.js';
import type { CollectionPlan, StatePlan, ValueFieldPlan } from './state-plan.js';

/**
 * Takes a freshly constructed instance over as state. What comes back is rebuilt from its encoding, so that
 * nothing the constructor may have handed out, `this` included, can reach it, and it is what a reload would
 * give.
 *
 * @throws {AliasError} for an object that sits in two places.
 * @throws {EncodingError} for what cannot be stored.
 */
export function adopt(plan: StatePlan, instance: object): { state: LiveState; changes: ChangeSet } {
  refuseUndeclared(plan, instance);
  checkTree(instance as Fields, plan);
  const fields: Record<string, Json> = {};
  const collections: Record<string, StoredElement[]> = {};
  for (const field of plan.fields) {
    const value = (instance as Fields)[field.name];
    if (field.kind === 'collection') collections[field.name] = encodeCollection(field, value);
    else if (value !== undefined) fields[field.name] = encodeField(field, value);
  }
  const state = hydrate(plan, Object.getPrototypeOf(instance) as object, { fields, collections });
  return { state, changes: additions(plan, fields, collections) };
}

function refuseUndeclared({ byName, model }: StatePlan, instance: object): void {
  const stray = Object.keys(instance).find((name) => !byName.has(name));
  if (stray === undefined) return;
  throw new EncodingError(
    `is no field of ${model.className}; declare it in the class, or rebuild the contract if it is there already`,
  ).within(stray);
}

function encodeField({ name, codec }: ValueFieldPlan, value: unknown): Json {
  try {
    return codec.encode(value);
  } catch (error) {
    throw locate(error, name);
  }
}

function encodeCollection(plan: CollectionPlan, value: unknown): StoredElement[] {
  const entries = [...entriesOf(plan, checkShape(plan, value))];
  const orders = generateNKeysBetween(null, null, entries.length);
  const seen = new Set<ElementKey>();
  return entries.map(([key, element], index) => {
    if (seen.has(key)) throw repeatedKey(plan, key);
    seen.add(key);
    return { key, order: orders[index]!, value: encodeElement(plan, element, index) };
  });
}

function encodeElement(plan: CollectionPlan, element: unknown, index: number): Json {
  try {
    if (element === undefined)
      throw new EncodingError('undefined cannot be stored as an element; use null, or leave it out');
    return plan.element.encode(element);
  } catch (error) {
    throw locate(error, plan.name, index);
  }
}

function* entriesOf(plan: CollectionPlan, value: object): Iterable<readonly [ElementKey, unknown]> {
  switch (plan.shape) {
    case 'array':
    case 'set': {
      let key = 1;
      for (const element of value as Iterable<unknown>) yield [key++, element];
      return;
    }
    case 'map':
    case 'entries':
      for (const [key, element] of value as Map<unknown, unknown>) yield [mapElementKey(plan, key), element];
      return;
    default:
      assertNever(plan.shape);
  }
}

/**
 * What the constructor made, from nothing. A field that has no value is listed too where it might be expected to have
 * one: checks must see that it is missing, and history would take it for younger than the record.
 */
function additions(
  { model }: StatePlan,
  fields: Readonly<Record<string, Json>>,
  collections: Readonly<Record<string, readonly StoredElement[]>>,
): ChangeSet {
  const fieldChanges: Record<string, FieldChange> = {};
  const elementChanges: Record<string, ElementChange[]> = {};
  for (const field of model.fields) {
    const { name, storage } = field;
    if (storage.kind === 'collection') {
      const elements = collections[name]!;
      if (elements.length > 0 || isExpected(field)) elementChanges[name] = elements.map(added);
    } else if (Object.hasOwn(fields, name)) fieldChanges[name] = { after: fields[name]! };
    else if (isExpected(field)) fieldChanges[name] = {};
  }
  return { fields: fieldChanges, collections: elementChanges };
}

function isExpected(field: FieldNode): boolean {
  const { minItems = 0, minProperties = 0 } = field.schema;
  return !beginsWithout(field) || minItems > 0 || minProperties > 0;
}

function added({ key, order, value }: StoredElement): ElementChange {
  return { kind: 'added', key, order, after: value };
}
