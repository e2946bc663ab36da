import fc from 'fast-check';

export type FieldType = 'text' | 'number' | 'boolean' | 'timestamp' | 'bigint';

export interface ListedField {
  readonly type: FieldType;
  readonly canBeMissing: boolean;
}

const always = (type: FieldType): ListedField => ({ type, canBeMissing: false });
const maybe = (type: FieldType): ListedField => ({ type, canBeMissing: true });

/** What films can be listed by. */
export const listedFields: Readonly<Record<string, ListedField>> = {
  title: always('text'),
  tagline: maybe('text'),
  country: maybe('text'),
  score: always('number'),
  year: maybe('number'),
  rating: maybe('number'),
  released: always('boolean'),
  restored: maybe('boolean'),
  subtitled: maybe('boolean'),
  shotAt: always('timestamp'),
  premiereAt: maybe('timestamp'),
  closedAt: maybe('timestamp'),
  budget: always('bigint'),
  grossed: maybe('bigint'),
  returned: maybe('bigint'),
  'studio.city': maybe('text'),
  'studio.founded': maybe('number'),
  'studio.open': maybe('boolean'),
  'studio.firstFilmAt': maybe('timestamp'),
  version: always('number'),
  id: always('text'),
};

export interface Condition {
  readonly field: string;
  readonly operator: string;
  /** As in a URL, decoded. */
  readonly value: string;
}

export interface SortKey {
  readonly field: string;
  readonly isDownwards: boolean;
}

export interface ListRequest {
  readonly where: readonly Condition[];
  readonly sort: readonly SortKey[];
  readonly perPage: number;
}

// Few, so that they meet: equal ones, neighbours, and what a database may sort or compare in its own way.
const texts = fc.constantFrom('', 'a', 'A', 'ab', 'é', 'e\u0301', 'Z', 'ß', '10', '9', '%', '_', 'a,b', 'a\\', ' a', '𝄞', '\uffff', 'true', 'null');
const numbers = fc.constantFrom(0, -0, 1, -1, 0.1, 0.1 + 0.2, 0.3, 1e-300, -5e-324, 2 ** 53, -(2 ** 53), 1e21, 10, 9);
const instants = fc.constantFrom(
  '2026-01-31T12:00:00.000Z', '2026-01-31T12:00:00.001Z', '1969-12-31T23:59:59.999Z', '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z',
);
const bigints = fc.constantFrom('0', '1', '-1', '9', '10', '9007199254740993', '9007199254740992', '9223372036854775807', '-9223372036854775808');

/** A film as HTTP takes it; its title is up to the test. */
export const filmInput: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  {
    tagline: texts,
    country: fc.option(texts),
    score: numbers,
    year: numbers,
    rating: fc.option(numbers),
    released: fc.boolean(),
    restored: fc.boolean(),
    subtitled: fc.option(fc.boolean()),
    shotAt: instants,
    premiereAt: instants,
    closedAt: fc.option(instants),
    budget: bigints,
    grossed: bigints,
    returned: fc.option(bigints),
    studio: fc.record(
      { city: texts, founded: fc.option(numbers), open: fc.boolean(), firstFilmAt: instants },
      { requiredKeys: ['city', 'founded', 'open'] },
    ),
  },
  { requiredKeys: ['score', 'released', 'shotAt', 'budget'] },
);

/** The same values as a caller may write them. */
const written: Readonly<Record<FieldType, fc.Arbitrary<string>>> = {
  text: texts,
  number: fc.oneof(numbers.map(String), fc.constantFrom('-0', '1e1', '1E+1', '1.0', '0.30000000000000004')).filter((text) => /^-?\d/.test(text)),
  boolean: fc.constantFrom('true', 'false'),
  timestamp: fc.oneof(instants, fc.constantFrom('2026-01-31T13:00:00+01:00', '2026-01-31t12:00:00z', '2026-01-31T12:00:00.0019Z')),
  bigint: fc.oneof(bigints, fc.constantFrom('007', '-0')),
};

const condition: fc.Arbitrary<Condition> = fc
  .constantFrom(...Object.keys(listedFields))
  .chain((field) => {
    const { type, canBeMissing } = listedFields[field]!;
    const operators = ['eq', 'ne', 'in', ...(type === 'boolean' ? [] : ['gt', 'gte', 'lt', 'lte'])];
    if (type === 'text') operators.push('contains', 'startsWith');
    if (canBeMissing) operators.push('isNull');
    return fc.constantFrom(...operators).chain((operator) => operandOf(type, operator).map((value) => ({ field, operator, value })));
  });

function operandOf(type: FieldType, operator: string): fc.Arbitrary<string> {
  if (operator === 'isNull') return written.boolean;
  if (operator !== 'in') return written[type];
  return fc.array(written[type], { minLength: 1, maxLength: 4 }).map((values) => values.map(escaped).join(','));
}

/** As a value of `in` is written. */
function escaped(text: string): string {
  return text.replace(/[\\,]/g, '\\$&');
}

export const listRequest: fc.Arbitrary<ListRequest> = fc.record({
  where: fc.array(condition, { maxLength: 3 }),
  sort: fc.uniqueArray(fc.record({ field: fc.constantFrom(...Object.keys(listedFields)), isDownwards: fc.boolean() }), {
    maxLength: 4,
    selector: ({ field }) => field,
  }),
  perPage: fc.integer({ min: 1, max: 5 }),
});

/** The query string of a list. */
export function queryOf({ where, sort, perPage }: ListRequest, more: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ perPage: String(perPage), ...more });
  for (const { field, operator, value } of where) query.append(operator === 'eq' ? field : `${field}__${operator}`, value);
  if (sort.length > 0) query.set('sort', sort.map(({ field, isDownwards }) => (isDownwards ? '-' : '') + field).join(','));
  return query.toString();
}
