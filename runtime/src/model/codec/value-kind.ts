/** What a value is, as far as a schema can tell one from another. */
export type ValueKind =
  'null' | 'boolean' | 'number' | 'string' | 'bigint' | 'date' | 'set' | 'map' | 'array' | 'object' | 'other';

export function valueKind(value: unknown): ValueKind {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
      return typeof value as ValueKind;
    case 'object':
      return value === null ? 'null' : objectKind(value);
    default:
      return 'other';
  }
}

function objectKind(value: object): ValueKind {
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof Map) return 'map';
  if (value instanceof Set) return 'set';
  return 'object';
}

/** Names a value in a message: `a string`, `a RegExp`, `undefined`. */
export function describeValue(value: unknown): string {
  const kind = valueKind(value);
  switch (kind) {
    case 'null':
      return 'null';
    case 'array':
      return 'an array';
    case 'date':
    case 'map':
    case 'set':
      return `a ${kind[0]!.toUpperCase()}${kind.slice(1)}`;
    case 'object':
      return describeObject(value as object);
    case 'other':
      return value === undefined ? 'undefined' : `a ${typeof value}`;
    default:
      return `a ${kind}`;
  }
}

function describeObject(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null;
  const name = prototype?.constructor?.name ?? '';
  return name === '' || name === 'Object' ? 'an object' : `an instance of ${name}`;
}
