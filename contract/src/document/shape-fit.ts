import { assertNever } from '../assert-never.js';
import { nodeShapes } from './contract-shapes.js';
import { schemaKeywords } from './schema-shapes.js';
import { optional, word, type KeyShapes, type KeyedShape, type Shape } from './shape.js';

/** Whether `value` is what `shape` says, itself; what it holds is not looked at. */
export function fits(value: unknown, shape: Shape): boolean {
  switch (shape.is) {
    case 'leaf':
      return shape.accepts(value);
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'record':
    case 'schema':
      return isObject(value);
    case 'node':
      return isObject(value) && 'kind' in value && (shape.kinds as readonly unknown[]).includes(value.kind);
    case 'either':
      return shape.of.some((each) => fits(value, each));
    default:
      return assertNever(shape);
  }
}

/** The first of the alternatives that `value` fits, which it is known to do. */
export function chosen(value: unknown, { of }: Extract<Shape, { readonly is: 'either' }>): Shape {
  const shape = of.find((each) => fits(value, each));
  if (shape === undefined) throw new TypeError('the value has not been checked: it fits no alternative.');
  return shape;
}

/** The keys that a value which fits `shape` may have, in the order they are written in. */
export function keysOf(value: object, shape: KeyedShape): KeyShapes {
  switch (shape.is) {
    case 'record':
      return shape.keys;
    case 'schema':
      return optionalKeywords;
    case 'node': {
      const { kind } = value as { kind: keyof typeof nodeShapes };
      return { kind: word(kind), ...nodeShapes[kind] };
    }
    default:
      return assertNever(shape);
  }
}

const optionalKeywords: KeyShapes = Object.fromEntries(
  Object.entries(schemaKeywords).map(([keyword, shape]) => [keyword, optional(shape)]),
);

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
