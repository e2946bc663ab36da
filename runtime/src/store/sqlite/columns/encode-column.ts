import { assertNever, type Json } from '@persist/contract';
import { isWellFormed } from '../../is-well-formed.js';
import type { ColumnLayout } from '../layout/model-layout.js';
import { UnstorableValue } from './unstorable-value.js';

/** A value as a parameter of a statement. */
export type Bindable = string | number | bigint | null;

/** The value of a field as its column keeps it. `undefined`: absent. */
export function encodeColumn({ field, type }: ColumnLayout, value: Json | undefined): Bindable {
  if (value === undefined) return null;
  if (type === 'json') return JSON.stringify(value);
  if (value === null) return null;
  return encodeScalar(field, type, value);
}

/** @param field named in the error where the value cannot be kept. */
export function encodeScalar(
  field: string,
  type: Exclude<ColumnLayout['type'], 'json'>,
  value: Json,
): Bindable {
  switch (type) {
    case 'text':
    case 'timestamp':
      return encodeText(field, value);
    case 'number':
      if (!Number.isFinite(value)) {
        throw new UnstorableValue(field, `${JSON.stringify(value)} is not a finite number.`);
      }
      // JSON has no negative zero.
      return (value as number) + 0;
    case 'boolean':
      if (typeof value !== 'boolean') {
        throw new UnstorableValue(field, `${JSON.stringify(value)} is not true or false.`);
      }
      // SQLite has no boolean: 0/1.
      return value ? 1 : 0;
    case 'bigint':
      return encodeBigint(field, value);
    default:
      return assertNever(type);
  }
}

export function encodeText(field: string, value: Json): string {
  if (typeof value !== 'string') throw new UnstorableValue(field, `${JSON.stringify(value)} is not a text.`);
  if (!isWellFormed(value)) {
    throw new UnstorableValue(field, 'the text is not valid Unicode (half a surrogate pair).');
  }
  return value;
}

const decimal = /^-?\d{1,19}$/;

function encodeBigint(field: string, value: Json): bigint {
  if (typeof value === 'string' && decimal.test(value)) {
    const integer = BigInt(value);
    if (BigInt.asIntN(64, integer) === integer) return integer;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  throw new UnstorableValue(field, `${text} is not an integer of 64 bits.`);
}
