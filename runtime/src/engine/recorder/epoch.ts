import type { Owner } from './owner.js';
import type { Slot } from './slot.js';
import { traceOf, type Trace } from './trace.js';
import { UndoLog } from './undo-log.js';

/** Makes the stand-in that a command sees instead of an object of the state. */
export type ViewMaker = (raw: object, owner: Owner, epoch: Epoch) => object;

/** One recording: what it handed out, and how to take back what it did. */
export class Epoch {
  readonly log = new UndoLog();
  /** Whether an object was stored anywhere; without that nothing can sit in two places. */
  storedObjects = false;
  readonly #className: string;
  readonly #makeView: ViewMaker;
  /** What an object is seen as: its stand-in; one that came from outside in this recording, as itself. */
  #views: Map<object, object> | undefined;
  #ownedSlots: Slot[] = [];
  #over = false;

  constructor(className: string, makeView: ViewMaker) {
    this.#className = className;
    this.#makeView = makeView;
  }

  /** Called by everything handed out, on every use. */
  assertLive(): void {
    if (this.#over) this.#refuseLateUse();
  }

  /** The one stand-in for an object of the state. */
  view(raw: object, owner: Owner): object {
    this.#views ??= new Map();
    const known = this.#views.get(raw);
    if (known !== undefined) return known;
    const made = this.#makeView(raw, owner, this);
    this.#views.set(raw, made);
    return made;
  }

  /** A stand-in that the slot of an element keeps: iterating must not cost an entry in a Map per element. */
  elementView(raw: object, owner: Owner): object {
    return this.#makeView(raw, owner, this);
  }

  /** What to write into the state for a value that a command assigns somewhere inside `owner`. */
  take(value: unknown, owner: Owner): unknown {
    if (typeof value !== 'object' || value === null) {
      // Storage knows absent members only: once loaded again it would not be there, so it goes when the command ends.
      if (value === undefined) owner.received = true;
      return value === 0 ? 0 : value;
    }
    owner.received = true;
    this.storedObjects = true;
    const trace = this.#traceOf(value);
    const raw = trace?.target ?? value;
    this.#views ??= new Map();
    if (!this.#views.has(raw)) this.#views.set(raw, value);
    return raw;
  }

  /** The object behind a stand-in; anything else is itself. */
  unwrap(value: unknown): unknown {
    return this.#traceOf(value)?.target ?? value;
  }

  /** What an object of the state belonged to when it was first seen; `undefined` for one from outside. */
  ownerOf(raw: object): Owner | undefined {
    return this.#traceOf(this.#views?.get(raw))?.owner;
  }

  /** Remembers a slot that points at this recording, to be freed of that when it ends. */
  owns(slot: Slot): void {
    this.#ownedSlots.push(slot);
  }

  /** From now on nothing handed out can be used. */
  end(): void {
    this.#over = true;
    this.#views = undefined;
    for (const slot of this.#ownedSlots) slot.owner = slot.view = undefined;
    this.#ownedSlots = [];
  }

  /** Stand-ins of another recording are foreign: they are read like any object from outside. */
  #traceOf(value: unknown): Trace | undefined {
    const trace = traceOf(value);
    return trace?.epoch === this ? trace : undefined;
  }

  #refuseLateUse(): never {
    throw new Error(
      `An object of ${this.#className} was used after the command that read it had ended. ` +
        'Copy the values you need while the command runs, and await everything it starts.',
    );
  }
}
