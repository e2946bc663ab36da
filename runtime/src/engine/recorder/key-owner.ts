import type { Owner } from './owner.js';

/** Owns the object that is a key of a top-level Map: the identity of its row, and therefore not to be written into. */
export class KeyOwner implements Owner {
  received = false;
  readonly #field: string;

  constructor(field: string) {
    this.#field = field;
  }

  touch(): never {
    throw new TypeError(
      `\`${this.#field}\`: an object that is the key of a Map cannot be changed in place; ` +
        'delete the entry and set it again under the new key.',
    );
  }

  keeps(): boolean {
    return true;
  }

  ownerOf(): Owner {
    return this;
  }

  pathTo(): string {
    return `a key of ${this.#field}`;
  }
}
