import type { PathSegment } from '../../model/codec/index.js';
import type { Fields } from './fields.js';

/** Objects that must sit in one place only. Dates are values: two places may hold the same one. */
export function isShareable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

/** Called for each object directly inside another: how a path names it, and the index, key or item it is found by. */
export type PartVisitor = (part: object, segment: PathSegment, key: unknown) => void;

export function visitParts(value: object, visit: PartVisitor): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) offer(value[index], index, index, visit);
  } else if (value instanceof Map) {
    for (const [key, part] of value as Map<unknown, unknown>) {
      const name = typeof key === 'object' ? 'key' : String(key);
      offer(key, name, key, visit);
      offer(part, name, key, visit);
    }
  } else if (value instanceof Set) {
    let index = 0;
    for (const part of value as Set<unknown>) offer(part, index++, part, visit);
  } else {
    for (const key of Object.keys(value)) offer((value as Fields)[key], key, key, visit);
  }
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

function offer(part: unknown, segment: PathSegment, key: unknown, visit: PartVisitor): void {
  if (isShareable(part)) visit(part, segment, key);
}
