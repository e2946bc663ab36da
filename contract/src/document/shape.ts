import type { NodeKind } from './node-kind.js';

/** What one value of a contract document must look like. */
export type Shape =
  | { readonly is: 'text'; readonly as: string; readonly pattern: RegExp }
  | {
      readonly is: 'number';
      readonly as: string;
      readonly integer: boolean;
      readonly min: number;
      readonly max: number;
    }
  | { readonly is: 'flag' }
  | { readonly is: 'null' }
  | { readonly is: 'word'; readonly words: readonly string[] }
  | { readonly is: 'json' }
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

export const anyText: Shape = { is: 'text', as: 'a string', pattern: /^/ };
export const nonEmptyText: Shape = text('a non-empty string', /./s);
export const flag: Shape = { is: 'flag' };
export const json: Shape = { is: 'json' };
export const schema: Shape = { is: 'schema' };

export function text(as: string, pattern: RegExp): Shape {
  return { is: 'text', as, pattern };
}

export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Shape {
  const as = max === Number.MAX_SAFE_INTEGER ? `an integer from ${min}` : `an integer from ${min} to ${max}`;
  return { is: 'number', as, integer: true, min, max };
}

export const anyNumber: Shape = {
  is: 'number',
  as: 'a number',
  integer: false,
  min: -Infinity,
  max: Infinity,
};

export function word(...words: readonly string[]): Shape {
  return { is: 'word', words };
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
  return either(of, { is: 'null' });
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
