import { assertNever } from '../assert-never.js';
import { childPointer } from './json-pointer.js';
import { chosen, fits, keysOf } from './shape-fit.js';
import { anyOf, present, type KeyedShape, type Shape } from './shape.js';

/** One thing wrong with a contract document. */
export interface ContractProblem {
  /** JSON pointer into the document; empty for the document itself. */
  readonly path: string;
  readonly message: string;
}

/** Where `value` is not of `shape`; empty when all is well. */
export function shapeProblems(value: unknown, shape: Shape, path = ''): readonly ContractProblem[] {
  if (!fits(value, shape)) return [{ path, message: `expected ${expected(shape)}, found ${found(value)}` }];
  switch (shape.is) {
    case 'list':
      return (value as unknown[]).flatMap((each, at) =>
        shapeProblems(each, shape.of, childPointer(path, at)),
      );
    case 'map':
      return Object.entries(value as object).flatMap(([key, each]) =>
        shapeProblems(each, shape.of, childPointer(path, key)),
      );
    case 'either':
      return shapeProblems(value, chosen(value, shape), path);
    case 'record':
    case 'schema':
    case 'node':
      return keyProblems(value as object, shape, path);
    default:
      return [];
  }
}

function keyProblems(value: object, shape: KeyedShape, path: string): readonly ContractProblem[] {
  const keys = keysOf(value, shape);
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(keys, key));
  return [
    ...unknown.map((key) => ({
      path: childPointer(path, key),
      message: `${expected(shape)} has no such key`,
    })),
    ...Object.entries(keys).flatMap(([key, inner]) => {
      const held = (value as Record<string, unknown>)[key];
      if (inner.is === 'optional' && held === undefined) return [];
      return shapeProblems(held, present(inner), childPointer(path, key));
    }),
  ];
}

function expected(shape: Shape): string {
  switch (shape.is) {
    case 'leaf':
    case 'record':
      return shape.as;
    case 'list':
      return 'a list';
    case 'map':
      return 'an object';
    case 'schema':
      return 'a schema';
    case 'node':
      return anyOf(shape.kinds.map((kind) => `a node of kind "${kind}"`));
    case 'either':
      return anyOf(shape.of.map(expected));
    default:
      return assertNever(shape);
  }
}

function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return 'kind' in value ? `a node of kind ${JSON.stringify(value.kind)}` : 'an object';
}
