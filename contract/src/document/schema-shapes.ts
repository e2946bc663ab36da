import type { JsonSchema } from '../json-schema.js';
import { stringFormats } from '../schema/string-formats.js';
import {
  anyNumber,
  anyText,
  either,
  flag,
  integer,
  json,
  list,
  map,
  regularExpression,
  schema,
  sortedMap,
  text,
  word,
  type Shape,
} from './shape.js';

const types = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;
const count = integer(0);

/** Every keyword a schema of the contract may use, in the order they are written in; all may be absent. */
export const schemaKeywords: Readonly<Record<keyof JsonSchema, Shape>> = {
  $ref: text('a reference such as "#/$defs/Account"', /^#\/\$defs\/[^/]+$/),
  title: anyText,
  description: anyText,
  deprecated: flag,
  readOnly: flag,
  type: either(word(...types), list(word(...types))),
  'x-persist-type': word('date', 'bigint', 'set', 'map'),
  const: json,
  enum: list(json),
  anyOf: list(schema),
  format: word(...stringFormats),
  pattern: regularExpression,
  minLength: count,
  maxLength: count,
  minimum: anyNumber,
  exclusiveMinimum: anyNumber,
  maximum: anyNumber,
  exclusiveMaximum: anyNumber,
  multipleOf: anyNumber,
  minItems: count,
  maxItems: count,
  uniqueItems: flag,
  prefixItems: list(schema),
  items: either(flag, schema),
  minProperties: count,
  maxProperties: count,
  // The order of declaration: documents and forms show it.
  properties: map(schema),
  required: list(anyText),
  additionalProperties: either(flag, schema),
  default: json,
  examples: list(json),
  $defs: sortedMap(schema),
};
