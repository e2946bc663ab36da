import { assertNever, canonicalJson, type InMemoryType, type JsonSchema } from '@persist/contract';
import type { Ajv2020, AnySchemaObject } from 'ajv/dist/2020.js';

// Fastify may bring a second copy of Ajv; the type by its name and the one of this parameter can then differ.
type Keyword = Exclude<Parameters<Ajv2020['addKeyword']>[0], string>;

/** Ajv's own compares objects pairwise, which lets a body of one megabyte hold a process for minutes. */
export const uniqueItemsKeyword: Keyword = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: (unique: boolean, items: readonly unknown[], schema?: AnySchemaObject) =>
    !unique || allDistinct(items, (schema as JsonSchema | undefined)?.items),
};

/** What plain JSON Schema cannot say of a value that is more than JSON in memory. */
export const persistTypeKeyword: Keyword = {
  keyword: 'x-persist-type',
  schemaType: 'string',
  validate: (type: InMemoryType, value: unknown, schema?: AnySchemaObject) =>
    fits(type, value, schema as JsonSchema | undefined),
};

function fits(type: InMemoryType, value: unknown, schema?: JsonSchema): boolean {
  switch (type) {
    case 'bigint':
      return typeof value !== 'string' || isInt64(value);
    case 'date':
      // The format allows a leap second, which Date does not.
      return typeof value !== 'string' || !Number.isNaN(Date.parse(value));
    case 'map':
      return !Array.isArray(value) || allDistinct(value.map(keyOf), keySchema(schema));
    case 'set':
      return true;
    default:
      return assertNever(type);
  }
}

function keyOf(pair: unknown): unknown {
  return Array.isArray(pair) ? pair[0] : pair;
}

function keySchema(map: JsonSchema | undefined): JsonSchema | boolean | undefined {
  const pair = map?.items;
  return typeof pair === 'object' ? pair.prefixItems?.[0] : undefined;
}

/** One instant has many spellings; everything else of ours has one. */
function allDistinct(items: readonly unknown[], schema?: JsonSchema | boolean): boolean {
  const areDates = typeof schema === 'object' && schema['x-persist-type'] === 'date';
  return new Set(items.map(areDates ? instantOf : canonicalJson)).size === items.length;
}

function instantOf(value: unknown): unknown {
  const instant = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(instant) ? value : instant;
}

function isInt64(text: string): boolean {
  // The length is checked first: BigInt takes quadratic time.
  if (text.length > 20 || !/^(?:0|-?[1-9]\d*)$/.test(text)) return false;
  return BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}
