/** A part of the state that is stored as one: a field, an element of a collection, a collection itself. */
export interface Owner {
  /** Whether an object was stored somewhere inside it, which may still be in other hands. */
  received: boolean;
  /** Must be called before the first write into anything it holds: keeps the old value. */
  touch(): void;
  /** Whether an object that was part of it when the recording began is so still, for certain. */
  keeps(raw: object): boolean;
  /** What the part at `key` belongs to: another owner where this one is a collection, else itself. */
  ownerOf(key: unknown): Owner;
  /** Where an object inside it is found: `accounts[3].address`. */
  pathTo(raw: object): string;
}
