import type { Json } from '@persist/contract';
import { formatPath, type PathSegment } from '../../model/codec/index.js';
import type { ElementKey } from '../../store/change-set.js';
import { pathWithin } from './object-parts.js';
import type { Owner } from './owner.js';
import type { CollectionPlan } from './state-plan.js';

/** The identity of one stored element: what ties a value in memory to its row. */
export class Slot {
  key: ElementKey;
  /** Sorts the elements of a collection, byte by byte; empty while it still has to be found. */
  order: string;
  /** What the command under way sees of the object it holds, once it has looked. */
  view: object | undefined = undefined;
  /** What the recording under way knows about it, once there is something to know. */
  owner: ElementOwner | undefined = undefined;

  constructor(key: ElementKey, order: string) {
    this.key = key;
    this.order = order;
  }
}

/** The collection an element is in, as far as the element needs to know. */
export interface ElementHost {
  readonly plan: CollectionPlan;
  /** Called once, before an element that was there from the start is first written into. */
  noteChange(owner: ElementOwner): void;
  /** How a path names the element: its position, or its key. */
  segmentOf(owner: ElementOwner): PathSegment;
}

/** One element of a top-level collection during one recording. */
export class ElementOwner implements Owner {
  readonly host: ElementHost;
  readonly slot: Slot;
  /** What the slot holds now. */
  value: unknown;
  /** In an array the position it was last seen at, which may have changed since; in a Set or Map its key. */
  at: unknown;
  received = false;
  /** Written into, or replaced; `before` is set then. */
  dirty = false;
  before: Json | undefined = undefined;
  /** Added by this recording. */
  fresh = false;
  removed = false;
  /** For a fresh one: the removed element that it is, put back elsewhere. */
  origin: ElementOwner | undefined = undefined;
  /** For a removed one: it was put back under another slot. */
  isElsewhere = false;

  constructor(
    host: ElementHost,
    slot: Slot,
    { value, at }: { readonly value: unknown; readonly at: unknown },
  ) {
    this.host = host;
    this.slot = slot;
    this.value = value;
    this.at = at;
  }

  /** How a path names it. */
  get segment(): PathSegment {
    return this.host.segmentOf(this);
  }

  touch(): void {
    if (this.dirty || this.fresh) return;
    this.before = this.host.plan.element.encode(this.value);
    this.dirty = true;
    this.host.noteChange(this);
  }

  keeps(): boolean {
    return !this.dirty && !this.fresh && !this.removed;
  }

  ownerOf(): Owner {
    return this;
  }

  pathTo(raw: object): string {
    return formatPath([this.host.plan.name, this.segment, ...pathWithin(this.value, raw)]);
  }
}
