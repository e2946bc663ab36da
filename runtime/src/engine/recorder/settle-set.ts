import type { CollectionSet } from './collection-set.js';
import { matchElements, type Held } from './match-elements.js';
import type { Entries } from './settled.js';
import { Slot } from './slot.js';

/** The items of a Set that was assigned to the field, each with the slot it had. */
export function replaceSet(trace: CollectionSet, assigned: ReadonlySet<unknown>): Entries {
  const items = [...assigned];
  const values = items.map((item) => trace.epoch.unwrap(item));
  const held = [...trace.slots].map(([value, slot]): Held => ({ slot, value }));
  const gone = trace.removed.map(({ slot, value }): Held => ({ slot, value }));
  const entries: Entries = new Map();
  for (const [index, found] of matchElements(values, held, gone).entries()) {
    const value = values[index];
    const slot = found?.slot ?? new Slot(0, '');
    if (found === undefined) trace.fill(slot, items[index], value);
    else keepSlot(trace, found, { item: items[index], value });
    entries.set(slot, { key: value, value });
  }
  for (const { slot, value } of held) {
    if (!entries.has(slot)) trace.remove(trace.ownerIn(slot, value, value));
  }
  return entries;
}

function keepSlot(
  trace: CollectionSet,
  { slot, value: before }: Held,
  next: { readonly item: unknown; readonly value: unknown },
): void {
  const isSame = before === next.value;
  if (isSame && slot.owner === undefined) return;
  const owner = trace.ownerIn(slot, before, before);
  owner.removed = false;
  owner.at = next.value;
  if (!isSame) trace.store(owner, next.item);
}
