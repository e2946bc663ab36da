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
  /** What the place is a part of. */
  readonly owner: Owner | undefined;
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
  for (const { name } of plan.fields)
    walk.visit(instance[name], { parent: undefined, segment: name, owner: undefined });
}

/** Walks parts of a state and refuses an object it meets twice, or that is still held elsewhere. */
export class AliasWalk {
  readonly #provenance: Provenance;
  readonly #seen = new Map<object, Place>();

  constructor(provenance: Provenance) {
    this.#provenance = provenance;
  }

  /**
   * `home` is what the object belonged to when the recording began, as far as can be told from what it is in
   * now.
   */
  visit(value: unknown, place: Place, home?: Owner): void {
    if (!isShareable(value)) return;
    const raw = this.#provenance.unwrap(value);
    const origin = this.enter(raw, place, home);
    const { owner } = place;
    visitParts(raw, (part, segment, key) =>
      this.visit(part, { parent: place, segment, owner }, origin?.ownerOf(key)),
    );
  }

  /** Checks the object itself, but nothing inside it. */
  enter(raw: object, place: Place, home?: Owner): Owner | undefined {
    const first = this.#seen.get(raw);
    if (first !== undefined) throw new AliasError(pathOf(first), pathOf(place));
    const origin = this.#provenance.ownerOf(raw) ?? home;
    if (origin !== undefined && origin !== place.owner && origin.keeps(raw)) {
      throw new AliasError(origin.pathTo(raw), pathOf(place));
    }
    this.#seen.set(raw, place);
    return origin;
  }
}

function pathOf(place: Place): string {
  const segments: PathSegment[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent)
    segments.unshift(typeof at.segment === 'object' ? at.segment.segment : at.segment);
  return formatPath(segments);
}
