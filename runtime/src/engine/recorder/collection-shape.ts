import { EncodingError, describeValue } from '../../model/codec/index.js';
import type { ElementKey } from '../../store/change-set.js';
import type { CollectionPlan } from './state-plan.js';

/** Refuses anything but the kind of collection that was declared; an optional one that is absent is empty. */
export function checkShape({ name, shape, optional }: CollectionPlan, value: unknown): object {
  if (value === undefined && optional) return empty(shape);
  const [expected, matches] =
    shape === 'array'
      ? (['an array', Array.isArray(value)] as const)
      : shape === 'set'
        ? (['a Set', value instanceof Set] as const)
        : (['a Map', value instanceof Map] as const);
  if (matches) return value as object;
  throw new EncodingError(`expected ${expected}, found ${describeValue(value)}`).within(name);
}

/** Two key objects that look the same are two keys in memory, and one in storage. */
export function repeatedKey({ name }: CollectionPlan, key: ElementKey): EncodingError {
  return new EncodingError(`the Map holds the key ${key} twice, as two objects; use a string key`).within(
    name,
  );
}

function empty(shape: CollectionPlan['shape']): object {
  if (shape === 'array') return [];
  return shape === 'set' ? new Set() : new Map();
}
