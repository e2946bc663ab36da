import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '@persist/contract';
import { generateKeyBetween } from 'fractional-indexing';
import type { ChangeSet, ElementChange, ElementKey, FieldChange } from '../../store/change-set.js';
import type { StoredAggregate, StoredElement } from '../../store/store.js';
import type { StatePlan } from '../recorder/index.js';

/** The change set between two whole states: compares everything, assumes nothing about how it came about. */
export function diffStates(plan: StatePlan, before: StoredAggregate, after: ChangeSet): ChangeSet {
  const collections: Record<string, ElementChange[]> = {};
  for (const { name, storage } of plan.model.fields) {
    if (storage.kind !== 'collection') continue;
    const elements = (after.collections[name] ?? []).map(addedElement);
    const keyed = storage.shape === 'map' || storage.shape === 'entries';
    const changes = keyed
      ? diffByKey(before.collections[name]!, elements)
      : diffByPosition(before.collections[name]!, elements);
    if (changes.length > 0) collections[name] = changes;
  }
  return { fields: diffFields(before.fields, after.fields), collections };
}

function diffFields(before: JsonObject, after: ChangeSet['fields']): ChangeSet['fields'] {
  const changes: Record<string, FieldChange> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const change = { before: before[name], after: after[name]?.after };
    if (!isDeepStrictEqual(change.before, change.after)) changes[name] = change;
  }
  return changes;
}

interface Element {
  readonly key: ElementKey;
  readonly value: Json;
}

function addedElement(change: ElementChange): Element {
  if (change.kind !== 'added') throw new TypeError(`a whole state consists of added elements, not ${change.kind}`);
  return { key: change.key, value: change.after };
}

/** Elements of arrays and sets are told apart by where they stand. */
function diffByPosition(before: readonly StoredElement[], after: readonly Element[]): ElementChange[] {
  const changes: ElementChange[] = [];
  let order = before.at(-1)?.order ?? null;
  let key = Math.max(0, ...before.map((element) => Number(element.key)));
  after.forEach(({ value }, position) => {
    const old = before[position];
    if (old === undefined) {
      order = generateKeyBetween(order, null);
      key += 1;
      changes.push({ kind: 'added', key, order, after: value });
    } else if (!isDeepStrictEqual(old.value, value)) {
      changes.push({ kind: 'changed', key: old.key, before: old.value, after: value });
    }
  });
  return [...changes, ...before.slice(after.length).map(removed)];
}

/** A Map whose keys come in another order is written anew from the first that does not fit. */
function diffByKey(before: readonly StoredElement[], after: readonly Element[]): ElementChange[] {
  const common = after.findIndex(({ key }, position) => before[position]?.key !== key);
  const kept = common === -1 ? after.length : common;
  const changes: ElementChange[] = before.slice(kept).map(removed);
  let order = kept === 0 ? null : before[kept - 1]!.order;
  after.forEach(({ key, value }, position) => {
    if (position >= kept) {
      order = generateKeyBetween(order, null);
      changes.push({ kind: 'added', key, order, after: value });
    } else if (!isDeepStrictEqual(before[position]!.value, value)) {
      changes.push({ kind: 'changed', key, before: before[position]!.value, after: value });
    }
  });
  return changes;
}

function removed({ key, order, value }: StoredElement): ElementChange {
  return { kind: 'removed', key, order, before: value };
}
