import type { Slot } from './slot.js';

/** A slot and what it holds. */
export interface Held {
  readonly slot: Slot;
  readonly value: unknown;
}

/**
 * Finds the slots of a sequence that replaces another: objects by identity, other values by equality. A
 * value that is new takes the slot of one that is gone from the same place, so that `items.map((item) => ({
 * ...item }))` changes elements instead of replacing them. `gone` were removed before; they may come back,
 * but give up no slot.
 *
 * @returns for each value its slot, or `undefined` where it needs a new one.
 */
export function matchElements(
  values: readonly unknown[],
  held: readonly Held[],
  gone: readonly Held[],
): (Held | undefined)[] {
  const supply = new Supply([...held, ...gone]);
  const matched = values.map((value) => supply.take(value));
  const positions = new Map(held.map((each, position) => [each, position]));
  let next = 0;
  return matched.map((found) => {
    if (found !== undefined) {
      next = (positions.get(found) ?? next - 1) + 1;
      return found;
    }
    const replaced = held[next];
    if (replaced === undefined || supply.isTaken(replaced)) return undefined;
    next += 1;
    return replaced;
  });
}

/** Slots by value; equal values are given out first come, first served. */
class Supply {
  readonly #byValue = new Map<unknown, Held[]>();
  readonly #taken = new Set<Held>();

  constructor(all: readonly Held[]) {
    for (const held of all) {
      const same = this.#byValue.get(held.value);
      if (same === undefined) this.#byValue.set(held.value, [held]);
      else same.push(held);
    }
    for (const same of this.#byValue.values()) same.reverse();
  }

  take(value: unknown): Held | undefined {
    const found = this.#byValue.get(value)?.pop();
    if (found !== undefined) this.#taken.add(found);
    return found;
  }

  isTaken(held: Held): boolean {
    return this.#taken.has(held);
  }
}
