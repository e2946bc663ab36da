import { storeOf, type ArrayStore } from './array-store.js';
import type { Fields } from './fields.js';
import { propertiesRead } from './pure-callback.js';

/** Below this many elements, stand-ins for all of them cost less than a look at the callback. */
const WORTH_A_LOOK = 16;

/** Goes through an array on behalf of a callback. */
export class Scan {
  readonly store: ArrayStore;
  readonly #properties: readonly string[] | undefined;
  /** Whether their type says that the properties hold no objects; else each element is looked at. */
  readonly #isCertain: boolean;

  constructor(array: unknown[], callback: unknown) {
    const store = storeOf(array);
    this.store = store;
    this.#properties = store.target.length < WORTH_A_LOOK ? undefined : propertiesRead(callback);
    this.#isCertain = this.#properties?.every((name) => store.scalars?.has(name)) ?? false;
  }

  /**
   * What to give the callback: the element as a command sees it, or itself if the callback can only look at
   * it.
   */
  given(index: number): unknown {
    const value = this.store.target[index];
    if (this.#isCertain || typeof value !== 'object' || value === null) return value;
    return this.#properties !== undefined && hasOnlyScalars(value as Fields, this.#properties)
      ? value
      : this.store.at(index);
  }

  /** What a command sees of an element that the callback was given. */
  shown(index: number, given: unknown): unknown {
    return this.#properties === undefined ? given : this.store.at(index);
  }
}

/** Whether the properties hold nothing that could be compared by identity. */
function hasOnlyScalars(value: Fields, properties: readonly string[]): boolean {
  for (const name of properties) {
    const part = value[name];
    if (part !== null && (typeof part === 'object' || typeof part === 'function')) return false;
  }
  return true;
}
