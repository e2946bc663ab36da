import type { Owner } from './owner.js';

/** The Map a key is in. */
export interface KeyHolder {
  readonly plan: { readonly name: string };
  hasKey(raw: object): boolean;
}

/**
 * Owns the object that is a key of a top-level Map: the identity of its row, and therefore not to be written
 * into.
 */
export class KeyOwner implements Owner {
  received = false;
  readonly #map: KeyHolder;

  constructor(map: KeyHolder) {
    this.#map = map;
  }

  touch(): never {
    throw new TypeError(
      `\`${this.#map.plan.name}\`: an object that is the key of a Map cannot be changed in place; ` +
        'delete the entry and set it again under the new key.',
    );
  }

  keeps(raw: object): boolean {
    return this.#map.hasKey(raw);
  }

  ownerOf(): Owner {
    return this;
  }

  pathTo(): string {
    return `a key of ${this.#map.plan.name}`;
  }
}
