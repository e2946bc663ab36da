import type { Json } from '@persist/contract';
import { locate, sameJson } from '../../model/codec/index.js';
import type { ChangeSet, ElementChange, FieldChange } from '../../store/change-set.js';
import { AliasWalk, type Place } from './alias-check.js';
import { CollectionArray } from './collection-array.js';
import type { Collection } from './collections.js';
import { elementChanges } from './element-changes.js';
import type { FieldOwner } from './field-owner.js';
import type { InstanceTrace } from './instance-proxy.js';
import { settleArray } from './settle-array.js';
import { settleKeyed } from './settle-keyed.js';
import type { Settled } from './settled.js';
import { jsonBytes } from './state-size.js';

/**
 * Ends what a recording did: finds out which element is which, refuses objects in two places, encodes what
 * changed and makes it the state's own. Everything it does to memory goes to the undo log, too.
 */
export function sealRecording(recorded: InstanceTrace): ChangeSet {
  const fields = recorded.fields.filter((field) => field?.dirty === true) as readonly FieldOwner[];
  const collections = (recorded.collections.filter(hasChanged) as readonly Collection[]).map(settle);
  if (recorded.epoch.storedObjects) refuseAliases(recorded, fields, collections);
  const { state, epoch } = recorded;
  const { bytes } = state;
  epoch.log.push(() => {
    state.bytes = bytes;
  });
  return { fields: sealFields(recorded, fields), collections: sealCollections(recorded, collections) };
}

function hasChanged(collection: Collection | undefined): boolean {
  if (collection === undefined) return false;
  const { changed, removed, fresh } = collection;
  const isPermuted = collection instanceof CollectionArray && collection.isPermuted;
  return collection.isReplaced || isPermuted || changed.length + removed.length + fresh.length > 0;
}

function settle(collection: Collection): Settled {
  return collection instanceof CollectionArray ? settleArray(collection) : settleKeyed(collection);
}

function refuseAliases(
  { epoch }: InstanceTrace,
  fields: readonly FieldOwner[],
  collections: readonly Settled[],
): void {
  const walk = new AliasWalk({
    unwrap: (value) => epoch.unwrap(value) as object,
    ownerOf: (raw) => epoch.ownerOf(raw),
  });
  for (const field of fields)
    walk.visit(field.value, { parent: undefined, segment: field.plan.name, owner: field });
  for (const { trace, assigned } of collections) {
    const place: Place = { parent: undefined, segment: trace.plan.name, owner: trace };
    const origin = assigned && walk.enter(epoch.unwrap(assigned) as object, place);
    for (const owner of [...trace.changed, ...trace.fresh]) {
      if (!owner.removed)
        walk.visit(owner.value, { parent: place, segment: owner, owner }, origin?.ownerOf(owner.at));
    }
  }
}

function sealFields(
  { state, target, epoch }: InstanceTrace,
  fields: readonly FieldOwner[],
): Record<string, FieldChange> {
  const changes: Record<string, FieldChange> = {};
  for (const field of fields) {
    const { plan, before, value } = field;
    const after = encodeField(field);
    // What was there before the assignment is in the log already.
    if (after === undefined) delete target[plan.name];
    if (field.received && after !== undefined) {
      target[plan.name] = plan.codec.decode(after);
      epoch.log.push(() => {
        target[plan.name] = value;
      });
    }
    if (sameJson(before, after)) continue;
    changes[plan.name] = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    state.bytes += jsonBytes(after) - jsonBytes(before);
  }
  return changes;
}

function encodeField({ plan, value }: FieldOwner): Json | undefined {
  try {
    return value === undefined ? undefined : plan.codec.encode(value);
  } catch (error) {
    throw locate(error, plan.name);
  }
}

function sealCollections(
  { state }: InstanceTrace,
  collections: readonly Settled[],
): Record<string, readonly ElementChange[]> {
  const changes: Record<string, readonly ElementChange[]> = {};
  for (const settled of collections) {
    const { elements, bytes } = elementChanges(settled);
    if (elements.length > 0) changes[settled.trace.plan.name] = elements;
    state.bytes += bytes;
  }
  return changes;
}
