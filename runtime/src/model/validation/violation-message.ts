import type { InMemoryType, Json, JsonSchema, JsonType } from '@persist/contract';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { count, listOf, named, typePhrases } from './phrases.js';

const MAX_NAMES = 12;

/** One error of Ajv in words that read on after the path. */
export function violationMessage({ keyword, params, schema, parentSchema, message }: ErrorObject): string {
  const describe = messages[keyword];
  const fallback = message ?? `breaks the rule ${keyword}`;
  return describe?.(schema as never, { params, around: (parentSchema ?? {}) as JsonSchema }) ?? fallback;
}

interface Place {
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that holds the keyword. */
  readonly around: JsonSchema;
}

type Describe = (keyword: never, place: Place) => string;

const messages: Readonly<Record<string, Describe>> = {
  required: () => 'is required',
  additionalProperties: (_keyword, { around }) => unknownProperty(Object.keys(around.properties ?? {})),
  type: (type: JsonType | readonly JsonType[]) => `must be ${listOf(typePhrases(type))}`,
  enum: (values: readonly Json[]) => `must be ${listOf(values.map(named))}`,
  const: (value: Json) => `must be ${named(value)}`,
  minLength: (limit: number) =>
    limit === 1 ? 'must not be empty' : `must have at least ${count(limit, 'character')}`,
  maxLength: (limit: number) => `must have at most ${count(limit, 'character')}`,
  pattern: (pattern: string, { around }) => inMemoryOf(around) ?? `must match the pattern ${pattern}`,
  format: (format: string, { around }) =>
    inMemoryOf(around) ?? formats[format] ?? `must be in the format ${format}`,
  minimum: (limit: number) => `must be at least ${limit}`,
  maximum: (limit: number) => `must be at most ${limit}`,
  exclusiveMinimum: (limit: number) => `must be more than ${limit}`,
  exclusiveMaximum: (limit: number) => `must be less than ${limit}`,
  multipleOf: (factor: number) => `must be a multiple of ${factor}`,
  minItems: (limit: number, { around }) => itemCount(around, `at least ${count(limit, 'item')}`),
  maxItems: (limit: number, { around }) => itemCount(around, `at most ${count(limit, 'item')}`),
  items: (_keyword, { params }) => `must have at most ${count(Number(params['limit']), 'item')}`,
  uniqueItems: () => 'must not hold the same item twice',
  minProperties: (limit: number) => `must have at least ${count(limit, 'member')}`,
  maxProperties: (limit: number) => `must have at most ${count(limit, 'member')}`,
  'x-persist-type': (type: InMemoryType) => inMemory[type],
};

const formats: Readonly<Record<string, string>> = {
  'date-time': 'must be a date and time such as 2024-05-01T12:00:00.000Z',
  date: 'must be a date such as 2024-05-01',
  time: 'must be a time with its offset such as 12:00:00Z',
  email: 'must be an e-mail address',
  uuid: 'must be a UUID',
  uri: 'must be an absolute URI',
};

const inMemory: Readonly<Record<InMemoryType, string>> = {
  bigint: 'must be a 64-bit integer as a decimal string such as "42"',
  date: 'must be a date and time such as 2024-05-01T12:00:00.000Z',
  map: 'must not hold the same key twice',
  set: 'must not hold the same item twice',
};

/** The schema of a bigint or a date says with pattern or format what is one rule to a reader. */
function inMemoryOf({ 'x-persist-type': type }: JsonSchema): string | undefined {
  return type === 'bigint' || type === 'date' ? inMemory[type] : undefined;
}

function itemCount({ minItems, maxItems }: JsonSchema, otherwise: string): string {
  return minItems !== undefined && minItems === maxItems
    ? `must have exactly ${count(minItems, 'item')}`
    : `must have ${otherwise}`;
}

function unknownProperty(known: readonly string[]): string {
  if (known.length === 0) return 'is not a known property; none are';
  const shown = known.slice(0, MAX_NAMES).join(', ');
  return `is not a known property; known are ${shown}${known.length > MAX_NAMES ? ', …' : ''}`;
}
