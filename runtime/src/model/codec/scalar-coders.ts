import type { Json } from '@persist/contract';
import type { Coder } from './coder.js';
import { EncodingError } from './encoding-error.js';
import { describeValue, type ValueKind } from './value-kind.js';

export const nullCoder = scalar('null', 'null', (value) => {
  if (value !== null) throw unexpected('null', value);
  return null;
});

export const booleanCoder = scalar('boolean', 'a boolean', (value) => {
  if (typeof value !== 'boolean') throw unexpected('a boolean', value);
  return value;
});

export const numberCoder = scalar('number', 'a number', (value) => {
  if (typeof value !== 'number') throw unexpected('a number', value);
  return encodeNumber(value);
});

export const stringCoder = scalar('string', 'a string', (value) => {
  if (typeof value !== 'string') throw unexpected('a string', value);
  return encodeString(value);
});

export const dateCoder: Coder = {
  encode(value) {
    if (!(value instanceof Date)) throw unexpected('a Date', value);
    return encodeDate(value);
  },
  decode(json) {
    if (typeof json !== 'string') throw unexpected('a date-time', json);
    return new Date(json);
  },
  kinds: (side) => (side === 'memory' ? ['date'] : ['string']),
  fits: (value) => value instanceof Date || (typeof value === 'string' && DATE_TIME.test(value)),
};

export const bigintCoder: Coder = {
  encode(value) {
    if (typeof value !== 'bigint') throw unexpected('a bigint', value);
    if (BigInt.asIntN(64, value) !== value) {
      throw new EncodingError(`the bigint ${value} does not fit into 64 bits; store it as a string`);
    }
    return value.toString();
  },
  decode(json) {
    if (typeof json !== 'string' || !INTEGER.test(json))
      throw unexpected('the decimal digits of a bigint', json);
    return BigInt(json);
  },
  kinds: (side) => (side === 'memory' ? ['bigint'] : ['string']),
  fits: (value) => typeof value === 'bigint' || (typeof value === 'string' && INTEGER.test(value)),
};

/** Accepts the kinds of its literals; which of them it is, is a matter of validation. */
export function literalCoder(literals: readonly Json[]): Coder {
  const kinds = [
    ...new Set(literals.map((literal) => (literal === null ? 'null' : typeof literal))),
  ] as ValueKind[];
  const named = literals.map((literal) => JSON.stringify(literal)).join(' or ');
  return {
    encode(value) {
      const kind = value === null ? 'null' : typeof value;
      if (!(kinds as string[]).includes(kind)) throw unexpected(named, value);
      return typeof value === 'number' ? encodeNumber(value) : (value as Json);
    },
    decode: (json) => json,
    kinds: () => kinds,
    fits: (value) => literals.includes(value as Json),
  };
}

export function encodeNumber(value: number): number {
  if (!Number.isFinite(value)) {
    throw new EncodingError(
      `${value} cannot be stored; leave the property out or use null for a missing number`,
    );
  }
  // JSON has no negative zero: storage would give back 0.
  return value === 0 ? 0 : value;
}

export function encodeString(value: string): string {
  // UTF-8 has no lone surrogates: storage would give back another text.
  if (!(value as Checkable).isWellFormed()) {
    throw new EncodingError(
      'the text holds half of a surrogate pair, which UTF-8 cannot store; cut it between characters',
    );
  }
  return value;
}

// Node 20 has this method, the ES2023 declarations do not.
type Checkable = string & { isWellFormed(): boolean };

function encodeDate(value: Date): string {
  const year = value.getUTCFullYear();
  if (Number.isNaN(year))
    throw new EncodingError('an invalid Date cannot be stored; check what it was made from');
  if (year < 0 || year > 9999)
    throw new EncodingError(`the year ${year} is outside of RFC 3339, which ends with 9999`);
  return value.toISOString();
}

export function unexpected(expected: string, found: unknown): EncodingError {
  return new EncodingError(`expected ${expected}, found ${describeValue(found)}`);
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const INTEGER = /^(0|-?[1-9]\d{0,18})$/;

/** A scalar that looks the same in memory and in JSON. */
function scalar(kind: ValueKind, name: string, encode: (value: unknown) => Json): Coder {
  const kinds = [kind];
  return {
    encode,
    decode(json) {
      if ((json === null ? 'null' : typeof json) !== kind) throw unexpected(name, json);
      return json;
    },
    kinds: () => kinds,
    fits: () => true,
  };
}
