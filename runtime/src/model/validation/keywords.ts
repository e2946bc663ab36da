import { assertNever, canonicalJson, type InMemoryType } from '@persist/contract';
import type { FuncKeywordDefinition } from 'ajv/dist/2020.js';

/** Ajv's own compares objects pairwise, which lets a body of one megabyte hold a process for minutes. */
export const uniqueItemsKeyword: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: (unique: boolean, items: readonly unknown[]) => !unique || allDistinct(items),
};

/** What plain JSON Schema cannot say of a value that is more than JSON in memory. */
export const persistTypeKeyword: FuncKeywordDefinition = {
  keyword: 'x-persist-type',
  schemaType: 'string',
  validate: (type: InMemoryType, value: unknown) => fits(type, value),
};

function fits(type: InMemoryType, value: unknown): boolean {
  switch (type) {
    case 'bigint':
      return typeof value !== 'string' || isInt64(value);
    case 'date':
      // The format allows a leap second, which Date does not.
      return typeof value !== 'string' || !Number.isNaN(Date.parse(value));
    case 'map':
      return (
        !Array.isArray(value) ||
        allDistinct(value.map((pair: unknown) => (Array.isArray(pair) ? (pair[0] as unknown) : pair)))
      );
    case 'set':
      return true;
    default:
      return assertNever(type);
  }
}

function allDistinct(items: readonly unknown[]): boolean {
  return new Set(items.map(canonicalJson)).size === items.length;
}

function isInt64(text: string): boolean {
  // The length is checked first: BigInt takes quadratic time.
  if (text.length > 20 || !/^(?:0|-?[1-9]\d*)$/.test(text)) return false;
  return BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}
