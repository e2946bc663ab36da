import type { NodeKind } from './node-kind.js';

/** What one value of a contract document must look like. */
export type Shape =
  | { readonly is: 'leaf'; readonly as: string; readonly accepts: (value: unknown) => boolean }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map'; readonly of: Shape; readonly order: 'kept' | 'sorted' }
  | { readonly is: 'either'; readonly of: readonly Shape[] }
  | { readonly is: 'record'; readonly as: string; readonly keys: KeyShapes }
  | { readonly is: 'schema' }
  | { readonly is: 'node'; readonly kinds: readonly NodeKind[] };

/** A shape whose keys are known. */
export type KeyedShape = Extract<Shape, { readonly is: 'record' | 'schema' | 'node' }>;

/** The shape of a key that may be absent. */
export interface OptionalShape {
  readonly is: 'optional';
  readonly of: Shape;
}

/** The keys of an object, in the order they are written in. */
export type KeyShapes = Readonly<Record<string, Shape | OptionalShape>>;

/** The keys of `T`: the compiler refuses a table that misses one, or takes an optional one for required. */
export type KeyShapesOf<T> = {
  readonly [K in Exclude<keyof T, 'kind'>]-?: undefined extends T[K] ? OptionalShape : Shape;
};

export const anyText = leaf('a string', (value) => typeof value === 'string');
export const nonEmptyText = leaf('a non-empty string', (value) => typeof value === 'string' && value !== '');
export const regularExpression = leaf('a regular expression', isRegularExpression);
export const anyNumber = leaf('a number', (value) => Number.isFinite(value));
export const flag = leaf('true or false', (value) => typeof value === 'boolean');
export const json = leaf('a JSON value', (value) => value !== undefined);
export const schema: Shape = { is: 'schema' };

export function text(as: string, pattern: RegExp): Shape {
  return leaf(as, (value) => typeof value === 'string' && pattern.test(value));
}

export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Shape {
  const to = max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`;
  return leaf(
    `an integer from ${min}${to}`,
    (value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
  );
}

export function word(...words: readonly string[]): Shape {
  return leaf(anyOf(words.map((each) => JSON.stringify(each))), (value) => words.includes(value as string));
}

export function list(of: Shape): Shape {
  return { is: 'list', of };
}

/** An object with free keys that keep the order they were declared in. */
export function map(of: Shape): Shape {
  return { is: 'map', of, order: 'kept' };
}

/** An object with free keys whose order means nothing. */
export function sortedMap(of: Shape): Shape {
  return { is: 'map', of, order: 'sorted' };
}

export function either(...of: readonly Shape[]): Shape {
  return { is: 'either', of };
}

export function orNull(of: Shape): Shape {
  return either(
    of,
    leaf('null', (value) => value === null),
  );
}

export function node(...kinds: readonly NodeKind[]): Shape {
  return { is: 'node', kinds };
}

export function optional(of: Shape): OptionalShape {
  return { is: 'optional', of };
}

/** The shape of a key's value where the key is present. */
export function present(shape: Shape | OptionalShape): Shape {
  return shape.is === 'optional' ? shape.of : shape;
}

/** `a, b or c`. */
export function anyOf(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((each) => each !== '').join(' or ');
}

function leaf(as: string, accepts: (value: unknown) => boolean): Shape {
  return { is: 'leaf', as, accepts };
}

/** As validators read it. */
function isRegularExpression(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    new RegExp(value, 'u');
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
