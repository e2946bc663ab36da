import { assertNever, type Json } from '@persist/contract';
import { EncodingError, locate, sameJson } from '../../model/codec/index.js';
import type { ElementChange } from '../../store/change-set.js';
import type { Settled } from './settled.js';
import type { ElementOwner, Slot } from './slot.js';
import { elementBytes } from './state-size.js';

export interface ElementChanges {
  /** Removals first: what comes after may take their place. */
  readonly elements: readonly ElementChange[];
  /** By how much the state grew. */
  readonly bytes: number;
}

interface Difference {
  readonly before: Json;
  readonly after: Json;
}

/** What changed in a settled collection; what came from outside is replaced by private copies on the way. */
export function elementChanges(settled: Settled): ElementChanges {
  const { trace, moves } = settled;
  const elements: ElementChange[] = [];
  for (const owner of trace.removed) {
    if (owner.removed && !owner.isElsewhere) elements.push(removal(owner));
  }
  for (const owner of trace.changed) {
    if (!owner.removed)
      addDifference(elements, owner.slot, { before: owner.before!, after: encodeAndKeep(settled, owner) });
  }
  for (const { slot, from } of moves) elements.push({ kind: 'moved', key: slot.key, from, to: slot.order });
  for (const owner of trace.fresh) {
    if (!owner.removed) addAddition(elements, owner, encodeAndKeep(settled, owner));
  }
  settled.finish();
  let bytes = 0;
  for (const change of elements) bytes += growth(change);
  return { elements, bytes };
}

function removal(owner: ElementOwner): ElementChange {
  const { key, order } = owner.slot;
  return { kind: 'removed', key, order, before: encodedBefore(owner) };
}

function addDifference(elements: ElementChange[], { key }: Slot, { before, after }: Difference): void {
  if (!sameJson(before, after)) elements.push({ kind: 'changed', key, before, after });
}

/** A new element, or one that was taken out and put in again. */
function addAddition(elements: ElementChange[], owner: ElementOwner, after: Json): void {
  const { origin, slot } = owner;
  const { key, order } = slot;
  if (origin === undefined) {
    elements.push({ kind: 'added', key, order, after });
    return;
  }
  addDifference(elements, slot, { before: encodedBefore(origin), after });
  const { order: from } = origin.slot;
  if (from !== order) elements.push({ kind: 'moved', key, from, to: order });
}

function encodedBefore(owner: ElementOwner): Json {
  return owner.dirty ? owner.before! : encode(owner);
}

/** Encodes an element, and replaces it in memory where other hands may hold it. */
function encodeAndKeep(settled: Settled, owner: ElementOwner): Json {
  const after = encode(owner);
  if (owner.received) settled.place(owner, owner.host.plan.element.decode(after));
  return after;
}

function encode(owner: ElementOwner): Json {
  const { host, value } = owner;
  try {
    if (value === undefined) {
      throw new EncodingError(
        'undefined cannot be stored as an element; use null, or remove the element (splice, delete)',
      );
    }
    return host.plan.element.encode(value);
  } catch (error) {
    throw locate(error, host.plan.name, owner.segment);
  }
}

function growth(change: ElementChange): number {
  switch (change.kind) {
    case 'added':
      return elementBytes(change.after);
    case 'changed':
      return elementBytes(change.after) - elementBytes(change.before);
    case 'removed':
      return -elementBytes(change.before);
    case 'moved':
      return 0;
    default:
      return assertNever(change);
  }
}
