import type { Json, JsonObject } from '@persist/contract';

/**
 * Whether two encoded values are the same. The order of keys counts: types are encoded in the order of their
 * declaration anyway, and for records and Maps it is the order they are iterated in.
 */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a as readonly Json[], b as readonly Json[]);
  return !Array.isArray(b) && sameProperties(a as JsonObject, b as JsonObject);
}

function sameItems(a: readonly Json[], b: readonly Json[]): boolean {
  return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
}

function sameProperties(a: JsonObject, b: JsonObject): boolean {
  const keys = Object.keys(a);
  const others = Object.keys(b);
  return (
    keys.length === others.length &&
    keys.every((key, index) => key === others[index] && sameJson(a[key], b[key]))
  );
}
