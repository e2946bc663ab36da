import { formatPath, type PathSegment } from '../../model/codec/index.js';
import { AliasError } from './alias-error.js';
import type { Fields } from './fields.js';
import { isShareable, visitParts } from './object-parts.js';
import type { Owner } from './owner.js';
import type { StatePlan } from './state-plan.js';

/** Where a walk is. Linked rather than spelled out: the path is wanted only when something is wrong. */
export interface Place {
  readonly parent: Place | undefined;
  /** An element tells its segment when asked: finding its position may take a search. */
  readonly segment: PathSegment | { readonly segment: PathSegment };
}

/** What is known about an object besides its content. */
export interface Provenance {
  /** The object behind a proxy, or the object itself. */
  unwrap(value: object): object;
  /** What the object belonged to when the recording began, where that is known. */
  ownerOf(raw: object): Owner | undefined;
}

/** Refuses an instance in which one object sits in two places. */
export function checkTree(instance: Fields, plan: StatePlan): void {
  const walk = new AliasWalk({ unwrap: (value) => value, ownerOf: () => undefined });
  for (const { name } of plan.fields) walk.visit(instance[name], { parent: undefined, segment: name });
}

/** Walks parts of a state and refuses an object it meets twice, or that is still held elsewhere. */
export class AliasWalk {
  readonly #provenance: Provenance;
  readonly #seen = new Map<object, Place>();

  constructor(provenance: Provenance) {
    this.#provenance = provenance;
  }

  /** `owner` is what the place belongs to; `home` what the object must have belonged to, being part of something. */
  visit(value: unknown, place: Place, owner?: Owner, home?: Owner): void {
    if (!isShareable(value)) return;
    const raw = this.#provenance.unwrap(value);
    const origin = this.enter(raw, place, owner, home);
    visitParts(raw, (part, segment, key) => this.visit(part, { parent: place, segment }, owner, origin?.ownerOf(key)));
  }

  /** Checks the object itself, but nothing inside it. */
  enter(raw: object, place: Place, owner?: Owner, home?: Owner): Owner | undefined {
    const first = this.#seen.get(raw);
    if (first !== undefined) throw new AliasError(pathOf(first), pathOf(place));
    const origin = this.#provenance.ownerOf(raw) ?? home;
    if (origin !== undefined && origin !== owner && origin.keeps(raw)) {
      throw new AliasError(origin.pathTo(raw), pathOf(place));
    }
    this.#seen.set(raw, place);
    return origin;
  }
}

function pathOf(place: Place): string {
  const segments: PathSegment[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) segments.unshift(typeof at.segment === 'object' ? at.segment.segment : at.segment);
  return formatPath(segments);
}
