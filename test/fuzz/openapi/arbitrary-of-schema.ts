import fc, { type Arbitrary } from 'fast-check';
import { follow, type Document, type Schema } from './operations.js';

/** Values that a schema of the document accepts. */
export function arbitraryOf(document: Document, schema: Schema): Arbitrary<unknown> {
  return valueOf({ document, depth: 0 }, schema);
}

interface Place {
  readonly document: Document;
  /** How deep it lies: recursive types end somewhere. */
  readonly depth: number;
}

const MAX_DEPTH = 5;

function valueOf(place: Place, reference: Schema): Arbitrary<unknown> {
  const schema = follow<Schema>(place.document, reference);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((branch) => valueOf(place, branch)));
  if (schema.type === undefined) return anyJson;
  const types: readonly string[] = typeof schema.type === 'string' ? [schema.type] : schema.type;
  return fc.oneof(...types.map((type) => typed({ ...place, depth: place.depth + 1 }, type, schema)));
}

function typed(place: Place, type: string, schema: Schema): Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return object(place, schema);
    case 'array':
      return array(place, schema);
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer(limits(schema));
    case 'number':
      return number(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      throw new TypeError(`a schema of type ${type} is not generated`);
  }
}

function object(place: Place, { properties = {}, required = [], additionalProperties }: Schema): Arbitrary<unknown> {
  const isOver = place.depth > MAX_DEPTH;
  const members = Object.entries(properties).filter(([name]) => !isOver || required.includes(name));
  const declared = fc.record(
    Object.fromEntries(members.map(([name, schema]) => [name, valueOf(place, schema)])),
    { requiredKeys: [...required] },
  );
  if (typeof additionalProperties !== 'object' || isOver) return declared;
  const more = fc.dictionary(memberName, valueOf(place, additionalProperties), { maxKeys: 3 });
  return fc.tuple(declared, more).map(([known, others]) => ({ ...others, ...known }));
}

/** Not what the parser refuses as a prototype. */
const memberName = fc.string({ unit: 'binary', maxLength: 8 }).filter((name) => name !== '__proto__');

function array(place: Place, schema: Schema): Arbitrary<unknown> {
  const { items, prefixItems, minItems = 0, maxItems = 10, uniqueItems } = schema;
  const isOver = place.depth > MAX_DEPTH;
  // A recursive type has no item to begin with.
  if (isOver && minItems === 0) return fc.constant([]);
  if (prefixItems !== undefined) return fc.tuple(...prefixItems.map((item) => valueOf(place, item)));
  const item = valueOf(place, typeof items === 'object' ? items : {});
  const size = { minLength: minItems, maxLength: isOver ? minItems : Math.min(maxItems, minItems + 3) };
  if (schema['x-persist-type'] === 'map') {
    return fc.uniqueArray(item, { ...size, selector: (pair) => JSON.stringify((pair as readonly unknown[])[0]) });
  }
  return uniqueItems === true
    ? fc.uniqueArray(item, { ...size, selector: (value) => JSON.stringify(value) })
    : fc.array(item, size);
}

function text({ format, pattern, minLength = 0, maxLength = minLength + 20, ...schema }: Schema): Arbitrary<string> {
  if (schema['x-persist-type'] === 'bigint') return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
  if (format !== undefined) return formatted(format);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  // A character of JSON Schema is a code point.
  return fc.string({ unit: 'binary', minLength, maxLength });
}

const year = 365 * 24 * 60 * 60 * 1000;
const instant = fc
  .date({ min: new Date(0), max: new Date(100 * year), noInvalidDate: true })
  .map((date) => date.toISOString());

function formatted(format: string): Arbitrary<string> {
  switch (format) {
    case 'date-time':
      return instant;
    case 'date':
      return instant.map((time) => time.slice(0, 10));
    case 'email':
      return fc.constantFrom('ann', 'bob.b', 'c+d').map((name) => `${name}@example.org`);
    case 'uuid':
      return fc.uuid({ version: 7 });
    default:
      throw new TypeError(`a text in the format ${format} is not generated`);
  }
}

/** JSON has no -0 that survives, and its texts neither NaN nor infinities. */
function number(schema: Schema): Arbitrary<number> {
  const { min, max } = limits(schema);
  return fc.oneof(
    fc.integer({ min: Math.ceil(min), max: Math.floor(max) }),
    fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  );
}

function limits({ minimum = -1_000_000, maximum = 1_000_000 }: Schema): { readonly min: number; readonly max: number } {
  return { min: minimum, max: Math.max(minimum, maximum) };
}

const anyJson: Arbitrary<unknown> = fc
  .jsonValue({ maxDepth: 3, stringUnit: 'binary' })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll('__proto__', '_proto_')) as unknown);
