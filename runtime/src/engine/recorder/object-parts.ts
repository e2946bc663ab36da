import type { PathSegment } from '../../model/codec/index.js';
import type { Fields } from './fields.js';

/** Objects that must sit in one place only. Dates are values: two places may hold the same one. */
export function isShareable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

/**
 * Called for each object directly inside another: how a path names it, and the index, key or item it is
 * found by.
 */
export type PartVisitor = (part: object, segment: PathSegment, key: unknown) => void;

export function visitParts(value: object, visit: PartVisitor): void {
  const offer = (part: unknown, segment: PathSegment, key: unknown): void => {
    if (isShareable(part)) visit(part, segment, key);
  };
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) offer(value[index], index, index);
  } else if (value instanceof Map) {
    for (const [key, part] of value as Map<unknown, unknown>) {
      const segment = segmentOf(key);
      offer(key, segment, key);
      offer(part, segment, key);
    }
  } else if (value instanceof Set) {
    let index = 0;
    for (const part of value as Set<unknown>) offer(part, index++, part);
  } else {
    for (const key of Object.keys(value)) offer((value as Fields)[key], key, key);
  }
}

/** How a path names what is found under the key of a Map. */
export function segmentOf(key: unknown): string {
  return typeof key === 'string' || typeof key === 'number' || typeof key === 'bigint' ? `${key}` : 'key';
}

/** The path from `root` to an object inside it; empty for itself or when it is not there. */
export function pathWithin(root: unknown, wanted: object): readonly PathSegment[] {
  if (root === wanted || !isShareable(root)) return [];
  let path: readonly PathSegment[] = [];
  visitParts(root, (part, segment) => {
    if (path.length > 0) return;
    const rest = pathWithin(part, wanted);
    if (part === wanted || rest.length > 0) path = [segment, ...rest];
  });
  return path;
}
