import type { ElementKey } from '../../store/change-set.js';
import type { CollectionMap } from './collection-map.js';
import { repeatedKey } from './collection-shape.js';
import { mapElementKey } from './element-key.js';
import type { Entries } from './settled.js';
import { Slot } from './slot.js';

/** Finds the element keys of what a recording added, and refuses two that look the same. */
export function identifyKeys(trace: CollectionMap): void {
  const added = trace.fresh.filter((owner) => !owner.removed);
  for (const { slot, at } of added) slot.key = mapElementKey(trace.plan, at);
  if (!added.some(({ at }) => typeof at === 'object')) return;
  const seen = new Set<ElementKey>();
  for (const { key } of trace.slots.values()) {
    if (seen.has(key)) throw repeatedKey(trace.plan, key);
    seen.add(key);
  }
}

/** The entries of a Map that was assigned to the field, each with the slot its key had. */
export function replaceMap(trace: CollectionMap, assigned: ReadonlyMap<unknown, unknown>): Entries {
  const { epoch, plan } = trace;
  const known = slotsByKey(trace);
  const entries: Entries = new Map();
  const seen = new Set<ElementKey>();
  for (const [givenKey, item] of assigned) {
    const key = epoch.unwrap(givenKey);
    const name = mapElementKey(plan, key);
    if (seen.has(name)) throw repeatedKey(plan, name);
    seen.add(name);
    const slot = known.get(name) ?? new Slot(name, '');
    if (known.has(name)) keepSlot(trace, slot, { key, item });
    else trace.fill(slot, item, key);
    entries.set(slot, { key, value: epoch.unwrap(item) });
  }
  for (const [key, slot] of trace.slots) {
    if (!entries.has(slot)) trace.remove(trace.ownerOf(key));
  }
  return entries;
}

/** Slots in the Map, and of entries that were deleted and may have come back. */
function slotsByKey(trace: CollectionMap): ReadonlyMap<ElementKey, Slot> {
  const slots = [...trace.removed.map(({ slot }) => slot), ...trace.slots.values()];
  return new Map(slots.map((slot) => [slot.key, slot]));
}

function keepSlot(
  trace: CollectionMap,
  slot: Slot,
  { key, item }: { readonly key: unknown; readonly item: unknown },
): void {
  const owner = slot.owner ?? trace.ownerOf(keyOf(trace, slot, key));
  owner.removed = false;
  owner.at = key;
  if (owner.value !== trace.epoch.unwrap(item)) trace.store(owner, item);
}

/** The key as the Map has it: another object may look the same. */
function keyOf(trace: CollectionMap, slot: Slot, key: unknown): unknown {
  if (trace.slots.get(key) === slot) return key;
  for (const [own, each] of trace.slots) if (each === slot) return own;
  return key;
}
