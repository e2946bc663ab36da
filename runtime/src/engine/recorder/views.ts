import { arrayProxy } from './array-proxy.js';
import type { ViewMaker } from './epoch.js';
import type { Fields } from './fields.js';
import { RecordedMap } from './map-proxy.js';
import { NestedArray } from './nested-array.js';
import { NestedMap, NestedSet } from './nested-keyed.js';
import { objectProxy } from './object-proxy.js';
import { RecordedSet } from './set-proxy.js';
import { StoredDate } from './stored-date.js';

/** The stand-in for an object inside a field or an element, by what it is. */
export const makeView: ViewMaker = (raw, owner, epoch) => {
  if (Array.isArray(raw)) return arrayProxy(new NestedArray(raw, owner, epoch));
  if (raw instanceof Map) return new RecordedMap(new NestedMap(raw, owner, epoch));
  if (raw instanceof Set) return new RecordedSet(new NestedSet(raw, owner, epoch));
  if (raw instanceof Date) return new StoredDate(raw, owner, epoch);
  return objectProxy(raw as Fields, owner, epoch);
};
