import type { Json } from '@persist/contract';
import { checkShape } from './collection-shape.js';
import { CollectionMap } from './collection-map.js';
import type { CollectionSet } from './collection-set.js';
import { identifyKeys, replaceMap } from './settle-map.js';
import { replaceSet } from './settle-set.js';
import { resequence, type Move } from './order-keys.js';
import { numberFresh, reunite, type Entries, type Settled } from './settled.js';
import type { ElementOwner, Slot } from './slot.js';

/** Finds out what became of the elements of a Set or Map. */
export function settleKeyed(trace: CollectionSet | CollectionMap): Settled {
  return new KeyedSettlement(trace);
}

class KeyedSettlement implements Settled {
  readonly trace: CollectionSet | CollectionMap;
  readonly assigned: object | undefined;
  readonly moves: readonly Move[];
  /** Of the Set or Map to put in the place of the old one, where that takes more than setting values. */
  #entries: Entries | undefined;

  constructor(trace: CollectionSet | CollectionMap) {
    const { plan, instance, epoch, collection } = trace;
    this.trace = trace;
    this.assigned = trace.isReplaced ? checkShape(plan, instance[plan.name]) : undefined;
    if (trace instanceof CollectionMap) {
      identifyKeys(trace);
      this.#entries = this.assigned && replaceMap(trace, this.assigned as Map<unknown, unknown>);
      reunite(trace, ({ slot }) => slot.key);
    } else {
      this.#entries = this.assigned && replaceSet(trace, this.assigned as Set<unknown>);
      numberFresh(
        reunite(trace, ({ value }) => value),
        collection,
        epoch.log,
      );
    }
    this.moves = this.#entries === undefined ? [] : resequence([...this.#entries.keys()], epoch.log);
  }

  place(owner: ElementOwner, copy: unknown): void {
    const { target, plan, epoch } = this.trace;
    if (this.#entries === undefined && target instanceof Map) {
      const before: unknown = target.get(owner.at);
      target.set(owner.at, copy);
      epoch.log.push(() => target.set(owner.at, before));
      return;
    }
    this.#entries ??= entriesOf(this.trace);
    const entry = this.#entries.get(owner.slot)!;
    entry.value = copy;
    if (plan.shape === 'set') entry.key = copy;
  }

  finish(): void {
    if (this.trace.fresh.some(({ at, removed }) => isObject(at) && !removed))
      this.#entries ??= entriesOf(this.trace);
    if (this.#entries !== undefined) rebuild(this.trace, this.#entries);
  }
}

function entriesOf(trace: CollectionSet | CollectionMap): Entries {
  return new Map([...trace.slots].map(([key, slot]) => [slot, { key, value: trace.valueAt(key) }]));
}

/** Puts a new Set or Map, which nobody else holds, in the place of the old one. */
function rebuild(trace: CollectionSet | CollectionMap, entries: Entries): void {
  const { collection, instance, plan, epoch } = trace;
  const { slots, lastOrder } = collection;
  const before = instance[plan.name];
  epoch.log.push(() => {
    Object.assign(collection, { slots, lastOrder });
    instance[plan.name] = before;
  });
  const copies = [...entries].map(([slot, { key, value }]) => ({
    slot,
    key: privateKey(trace, slot, key),
    value,
  }));
  collection.slots = new Map(copies.map(({ slot, key }) => [key, slot]));
  collection.lastOrder = copies.at(-1)?.slot.order ?? null;
  instance[plan.name] =
    plan.shape === 'set'
      ? new Set(copies.map(({ value }) => value))
      : new Map(copies.map(({ key, value }) => [key, value]));
}

/** A key object that was there before is nobody else's; any other is replaced by a copy. */
function privateKey({ plan, slots }: CollectionSet | CollectionMap, slot: Slot, key: unknown): unknown {
  if (plan.shape === 'set' || !isObject(key)) return key;
  if (slots.get(key) === slot && slot.owner?.fresh !== true) return key;
  return plan.key!.decode(JSON.parse(String(slot.key)) as Json);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
