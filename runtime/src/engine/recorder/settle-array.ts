import { checkShape } from './collection-shape.js';
import type { CollectionArray } from './collection-array.js';
import { matchElements, type Held } from './match-elements.js';
import { resequence, type Move } from './order-keys.js';
import { numberFresh, reunite, type Settled } from './settled.js';
import { Slot } from './slot.js';

/** Finds out what became of the elements of an array. */
export function settleArray(trace: CollectionArray): Settled {
  const { collection, epoch } = trace;
  const assigned = trace.isReplaced ? checkShape(trace.plan, trace.instance[trace.plan.name]) : undefined;
  const values = assigned === undefined ? trace.target : replaceElements(trace, assigned as unknown[]);
  numberFresh(
    reunite(trace, (owner) => owner.value),
    collection,
    epoch.log,
  );
  const moves = newOrders(trace, assigned !== undefined);
  const positions = new Positions(collection.slots);
  return {
    trace,
    assigned,
    moves,
    place(owner, copy) {
      const position = positions.of(owner.slot, owner.at as number);
      const before = values[position];
      values[position] = copy;
      epoch.log.push(() => {
        values[position] = before;
      });
    },
    finish() {},
  };
}

function newOrders(
  { isPermuted, collection, epoch }: CollectionArray,
  isReplaced: boolean,
): readonly Move[] {
  return isPermuted || isReplaced ? resequence(collection.slots, epoch.log) : [];
}

/** The elements of an array that was assigned to the field, in an array nobody else holds. */
function replaceElements(trace: CollectionArray, assigned: readonly unknown[]): unknown[] {
  const { target, slots, collection, epoch, instance, plan } = trace;
  // Array.from reads holes as undefined, which is refused later, by position.
  const items = Array.from(assigned);
  const values = items.map((item) => epoch.unwrap(item));
  const held = slots.map((slot, index): Held => ({ slot, value: target[index] }));
  const gone = trace.removed.map(({ slot, value }): Held => ({ slot, value }));
  const matched = matchElements(values, held, gone);
  const next = matched.map((found, index) => {
    if (found === undefined) return addSlot(trace, items[index], index);
    keepSlot(trace, found, { item: items[index], value: values[index], at: index });
    return found.slot;
  });
  const kept = new Set(next);
  for (const { slot, value } of held) {
    if (!kept.has(slot)) trace.remove(trace.ownerIn(slot, value, -1));
  }
  collection.slots = next;
  instance[plan.name] = values;
  epoch.log.push(() => {
    collection.slots = slots;
  });
  return values;
}

function addSlot(trace: CollectionArray, item: unknown, index: number): Slot {
  const slot = new Slot(0, '');
  trace.fill(slot, item, index);
  return slot;
}

interface Kept {
  readonly item: unknown;
  readonly value: unknown;
  readonly at: number;
}

function keepSlot(trace: CollectionArray, found: Held, { item, value, at }: Kept): void {
  const isSame = found.value === value;
  if (isSame && found.slot.owner === undefined) return;
  const owner = trace.ownerIn(found.slot, found.value, at);
  owner.removed = false;
  owner.at = at;
  if (!isSame) trace.store(owner, item);
}

/** Finds slots again: mostly where they were last seen, else by looking at all of them once. */
class Positions {
  readonly #slots: readonly Slot[];
  #all: ReadonlyMap<Slot, number> | undefined;

  constructor(slots: readonly Slot[]) {
    this.#slots = slots;
  }

  of(slot: Slot, hint: number): number {
    if (this.#slots[hint] === slot) return hint;
    this.#all ??= new Map(this.#slots.map((each, position) => [each, position]));
    return this.#all.get(slot)!;
  }
}
