import { EncodingError, formatPath, type PathSegment } from './encoding-error.js';

/** Deeper than any data a person models; what reaches it almost always contains itself. */
const DEEPEST = 500;

export class TooDeep extends Error {}

/** The depth of what a container holds. */
export function below(depth: number): number {
  if (depth >= DEEPEST) throw new TooDeep();
  return depth + 1;
}

/**
 * The error to raise for a value that was nested too deep: a cycle, with the place where it closes, if it is
 * one.
 */
export function explainDepth(value: unknown): EncodingError {
  const cycle = new CycleSearch().from(value, []);
  if (cycle === undefined) return new EncodingError(`is nested deeper than ${DEEPEST} levels; flatten it`);
  const start = cycle.start.length === 0 ? 'the whole value' : formatPath(cycle.start);
  return new EncodingError(`contains itself: it is ${start} again; refer to it by an id`).within(
    ...cycle.end,
  );
}

interface Cycle {
  readonly start: readonly PathSegment[];
  readonly end: readonly PathSegment[];
}

class CycleSearch {
  readonly #above = new Set<unknown>();
  readonly #harmless = new Set<unknown>();

  from(value: unknown, path: readonly PathSegment[]): Cycle | undefined {
    if (
      typeof value !== 'object' ||
      value === null ||
      this.#harmless.has(value) ||
      path.length > 2 * DEEPEST
    ) {
      return undefined;
    }
    if (this.#above.has(value)) return { start: path.slice(0, [...this.#above].indexOf(value)), end: path };
    this.#above.add(value);
    for (const [segment, part] of partsOf(value)) {
      const cycle = this.from(part, [...path, segment]);
      if (cycle !== undefined) return cycle;
    }
    this.#above.delete(value);
    this.#harmless.add(value);
    return undefined;
  }
}

function* partsOf(value: object): Iterable<readonly [PathSegment, unknown]> {
  if (Array.isArray(value) || value instanceof Set) {
    let index = 0;
    for (const part of value as Iterable<unknown>) yield [index++, part];
  } else if (value instanceof Map) {
    for (const [key, part] of value) yield [String(key), part];
  } else {
    yield* Object.entries(value);
  }
}
