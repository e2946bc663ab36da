import type { PathSegment } from '../../model/codec/index.js';
import type { Fields } from './fields.js';

/** The path from `root` to an object inside it; empty for itself or when it is not there. */
export function pathWithin(root: unknown, wanted: object): readonly PathSegment[] {
  if (root === wanted || !isShareable(root)) return [];
  for (const [, segment, part] of partsOf(root)) {
    if (part === wanted) return [segment];
    const rest = pathWithin(part, wanted);
    if (rest.length > 0) return [segment, ...rest];
  }
  return [];
}

/** Dates are values: two places may hold the same one. */
export function isShareable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

export type Part = readonly [key: unknown, segment: PathSegment, part: unknown];

/** The objects and values directly inside an object: how code gets at each, and how a path names it. */
export function* partsOf(value: object): Iterable<Part> {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) yield [index, index, value[index]];
  } else if (value instanceof Map) {
    for (const [key, part] of value as Map<unknown, unknown>) {
      const segment = typeof key === 'number' ? key : String(key);
      if (isShareable(key)) yield [key, 'key', key];
      yield [key, segment, part];
    }
  } else if (value instanceof Set) {
    let index = 0;
    for (const part of value as Set<unknown>) yield [part, index++, part];
  } else {
    for (const key of Object.keys(value)) yield [key, key, (value as Fields)[key]];
  }
}
