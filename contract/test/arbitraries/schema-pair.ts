import fc from 'fast-check';
import type { Json, JsonSchema } from '../../src/index.js';

// Few keys, words and limits, so that what is drawn at random often has something in common.
const key = fc.constantFrom('a', 'b');
const small = fc.integer({ min: 0, max: 3 });

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom('', 'a', 'ab', 'ba', 'abc'),
  fc.constantFrom(-1, 0, 0.5, 1, 1.5, 2, 3),
  fc.boolean(),
  fc.constant(null),
);

/** Any JSON value. */
export const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
}));

const numbers = fc.record<JsonSchema, 'type'>(
  {
    type: fc.constantFrom('integer', 'number'),
    minimum: small,
    maximum: small,
    exclusiveMinimum: small,
    exclusiveMaximum: small,
    multipleOf: fc.constantFrom(0.5, 1, 2),
  },
  { requiredKeys: ['type'] },
);

const strings = fc.record<JsonSchema, 'type'>(
  { type: fc.constant('string'), minLength: small, maxLength: small, pattern: fc.constantFrom('^a', 'b') },
  { requiredKeys: ['type'] },
);

const fixed = fc.oneof(
  fc.constant<JsonSchema>({}),
  fc.record<JsonSchema>({ const: value }),
  fc.record<JsonSchema>({ enum: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record<JsonSchema>({ type: fc.constantFrom('null', 'boolean') }),
);

function lists(item: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  return fc.record<JsonSchema, 'type'>(
    {
      type: fc.constant('array'),
      items: fc.oneof(fc.boolean(), item),
      prefixItems: fc.array(item, { minLength: 1, maxLength: 2 }),
      minItems: small,
      maxItems: small,
      uniqueItems: fc.boolean(),
    },
    { requiredKeys: ['type'] },
  );
}

function objects(property: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  return fc.record<JsonSchema, 'type'>(
    {
      type: fc.constant('object'),
      properties: fc.dictionary(key, property, { noNullPrototype: true }),
      required: fc.uniqueArray(key),
      additionalProperties: fc.oneof(fc.boolean(), property),
      minProperties: small,
      maxProperties: small,
    },
    { requiredKeys: ['type'] },
  );
}

/** Any schema without references. */
export const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fixed,
    numbers,
    strings,
    lists(tie('schema')),
    objects(tie('schema')),
    fc.record<JsonSchema>({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
  ),
}));

/** Two schemas of one kind that share some of their keywords, so that one is often within the other. */
export const relatedSchemas: fc.Arbitrary<readonly [one: JsonSchema, other: JsonSchema]> = fc.oneof(
  related(numbers),
  related(strings),
  related(lists(numbers)),
  related(objects(strings)),
  fc.tuple(schema, schema),
);

function related(
  kind: fc.Arbitrary<JsonSchema>,
): fc.Arbitrary<readonly [one: JsonSchema, other: JsonSchema]> {
  return fc
    .tuple(kind, kind)
    .chain(([one, two]) =>
      fc
        .tuple(keywordsOf(one), keywordsOf(two))
        .map(([kept, taken]) => [one, { ...kept, ...taken }] as const),
    );
}

/** Some keywords of the schema, and its type. */
function keywordsOf(of: JsonSchema): fc.Arbitrary<JsonSchema> {
  return fc
    .subarray(Object.entries(of))
    .map((entries) => ({ ...Object.fromEntries(entries), type: of.type! }));
}
