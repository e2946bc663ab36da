import type { Json } from '@persist/contract';
import type { Coder } from './coder.js';
import { below } from './container-depth.js';
import { EncodingError, locate } from './encoding-error.js';
import { isDataObject, setProperty } from './object-shape.js';
import { encodeNumber, encodeString } from './scalar-coders.js';
import { describeValue, type ValueKind } from './value-kind.js';

const kinds: readonly ValueKind[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** A value of the type `Json`: no schema, only what JSON can say by itself. */
export const jsonCoder: Coder = {
  encode: copyJson,
  decode: (json) => copyJson(json, 0),
  kinds: () => kinds,
  fits: () => true,
};

function copyJson(value: unknown, depth: number): Json {
  switch (typeof value) {
    case 'string':
      return encodeString(value);
    case 'number':
      return encodeNumber(value);
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return copyArray(value, below(depth));
      if (isDataObject(value)) return copyObject(value, below(depth));
      break;
    default:
  }
  throw new EncodingError(`${describeValue(value)} is no Json value; convert it first, or declare its type`);
}

function copyArray(values: readonly unknown[], depth: number): Json {
  const copy: Json[] = [];
  try {
    for (const value of values) copy.push(copyJson(value, depth));
  } catch (error) {
    throw locate(error, copy.length);
  }
  return copy;
}

function copyObject(value: Record<string, unknown>, depth: number): Json {
  const copy: Record<string, Json> = {};
  let at = '';
  try {
    for (at of Object.keys(value)) {
      const part = value[at];
      if (part !== undefined) setProperty(copy, at, copyJson(part, depth));
    }
  } catch (error) {
    throw locate(error, at);
  }
  return copy;
}
