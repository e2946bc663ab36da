import { arrayProxy } from './array-proxy.js';
import { CollectionArray } from './collection-array.js';
import { CollectionMap } from './collection-map.js';
import { CollectionSet } from './collection-set.js';
import type { CollectionParts } from './collection-trace.js';
import { RecordedMap } from './map-proxy.js';
import { RecordedSet } from './set-proxy.js';
import type { CollectionSlots } from './slots.js';

export type Collection = CollectionArray | CollectionSet | CollectionMap;

/** Starts recording what happens to a top-level collection. */
export function traceCollection(parts: CollectionParts, slots: CollectionSlots): Collection {
  if (slots.kind === 'array') return new CollectionArray(parts, slots, arrayProxy);
  if (parts.plan.shape === 'set') return new CollectionSet(parts, slots, (store) => new RecordedSet(store));
  return new CollectionMap(parts, slots, (store) => new RecordedMap(store));
}
