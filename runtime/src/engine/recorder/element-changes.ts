import type { Json } from '@persist/contract';
import { EncodingError, locate, sameJson } from '../../model/codec/index.js';
import type { ElementChange } from '../../store/change-set.js';
import type { Settled } from './settled.js';
import type { ElementOwner } from './slot.js';
import { elementBytes } from './state-size.js';

export interface ElementChanges {
  /** Removals first: what comes after may take their place. */
  readonly elements: readonly ElementChange[];
  /** By how much the state grew. */
  readonly bytes: number;
}

/** What changed in a settled collection; what came from outside is replaced by private copies on the way. */
export function elementChanges(settled: Settled): ElementChanges {
  const { trace, moves } = settled;
  const removed = trace.removed.filter((owner) => owner.removed).map(removal);
  const changed = trace.changed.filter((owner) => !owner.removed && !owner.fresh).flatMap((owner) => change(settled, owner));
  const moved = moves.map(({ slot, from }): ElementChange => ({ kind: 'moved', key: slot.key, from, to: slot.order }));
  const added = trace.fresh.filter((owner) => !owner.removed).flatMap((owner) => addition(settled, owner));
  settled.finish();
  const elements = [...removed, ...changed, ...moved, ...added];
  return { elements, bytes: elements.reduce((sum, each) => sum + growth(each), 0) };
}

function removal(owner: ElementOwner): ElementChange {
  const { key, order } = owner.slot;
  return { kind: 'removed', key, order, before: encodedBefore(owner) };
}

function change(settled: Settled, owner: ElementOwner): ElementChange[] {
  const after = encode(owner);
  if (owner.received) settled.place(owner, owner.host.plan.element.decode(after));
  return difference(owner, owner.before!, after);
}

/** A new element, or one that was taken out and put in again. */
function addition(settled: Settled, owner: ElementOwner): ElementChange[] {
  const { origin, slot, host } = owner;
  const after = encode(owner);
  if (owner.received) settled.place(owner, host.plan.element.decode(after));
  if (origin === undefined) return [{ kind: 'added', key: slot.key, order: slot.order, after }];
  const { order: from } = origin.slot;
  const changes = difference(owner, encodedBefore(origin), after);
  return from === slot.order ? changes : [...changes, { kind: 'moved', key: slot.key, from, to: slot.order }];
}

function difference({ slot }: ElementOwner, before: Json, after: Json): ElementChange[] {
  return sameJson(before, after) ? [] : [{ kind: 'changed', key: slot.key, before, after }];
}

function encodedBefore(owner: ElementOwner): Json {
  return owner.dirty ? owner.before! : encode(owner);
}

function encode(owner: ElementOwner): Json {
  const { host, value } = owner;
  try {
    if (value === undefined) {
      throw new EncodingError('undefined cannot be stored as an element; use null, or remove the element (splice, delete)');
    }
    return host.plan.element.encode(value);
  } catch (error) {
    throw locate(error, host.plan.name, host.segmentOf(owner));
  }
}

function growth(change: ElementChange): number {
  const before = 'before' in change ? elementBytes(change.before) : 0;
  const after = 'after' in change ? elementBytes(change.after) : 0;
  return after - before;
}
