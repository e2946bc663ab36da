import fc, { type Arbitrary } from 'fast-check';
import { arbitraryOf } from '../openapi/arbitrary-of-schema.js';
import { follow, type Document, type Operation, type Parameter, type Schema } from '../openapi/operations.js';
import { hostileBodies } from '../hostile/bodies.js';

/** What is asked of an operation, beside the record. */
export interface Ask {
  /** Which of the records there are: a number to count with. */
  readonly which?: number;
  /** Encoded, without `?`. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Requests that an operation describes as right. @param most parameters beside those it requires. */
export function validRequests(document: Document, operation: Operation, most = 3): Arbitrary<Ask> {
  const { body, parameters } = operation;
  return fc.record({
    which: fc.nat(1000),
    query: queries(document, parameters, most),
    ...(body && {
      body: (isBulk(operation) ? bulkBodies(document, body.schema) : arbitraryOf(document, body.schema)).map((value) => JSON.stringify(value)),
    }),
  });
}

/** Requests that are right but for something, and such that are not. */
export function anyRequests(document: Document, operation: Operation): Arbitrary<Ask> {
  const { body } = operation;
  const valid = validRequests(document, operation);
  if (body === undefined) {
    const surplus = fc.option(fc.constantFrom('{}', '{"surplus":1}', '[', 'text'), { nil: undefined, freq: 4 });
    return fc.tuple(valid, headers, surplus).map(([ask, more, text]) => ({ ...ask, headers: more, body: text }));
  }
  const bodies = hostileBodies(arbitraryOf(document, body.schema)).filter((bytes) => bytes.length < 10_000);
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(valid, headers).map(([ask, more]) => ({ ...ask, headers: more })) },
    { weight: 1, arbitrary: fc.tuple(valid, bodies).map(([ask, hostile]) => ({ ...ask, body: hostile })) },
  );
}

export function isBulk({ path }: Operation): boolean {
  return path.includes('/_bulk/');
}

/** The placeholder is replaced by the id of a record. */
export const ANY_ID = '@id@';

function bulkBodies(document: Document, schema: Schema): Arbitrary<unknown> {
  return arbitraryOf(document, schema).map((body) => ({ ...(body as object), ids: [ANY_ID] }));
}

const headers: Arbitrary<Record<string, string>> = fc.record(
  {
    'if-match': fc.constantFrom('*', '"1"', '"2"', '1, "3"', 'W/"1"', '"99999"', '"'),
    'if-none-match': fc.constantFrom('*', '"1"', 'W/"1"', '"'),
    // Few, so that they meet again.
    'idempotency-key': fc.constantFrom('k1', '"k1"', 'k2', 'k3', '"', 'é'),
    'content-type': fc.constantFrom('application/json', 'text/plain', 'application/merge-patch+json'),
    'x-request-id': fc.string({ minLength: 1, maxLength: 20 }).filter((text) => /^[\x21-\x7e]+$/.test(text)),
  },
  { requiredKeys: [] },
);

function queries(document: Document, parameters: readonly Parameter[], most: number): Arbitrary<string> {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  if (inQuery.length === 0) return fc.constant('');
  const pairs = new Map(inQuery.map((parameter) => [parameter, pairOf(document, parameter)]));
  const required = inQuery.filter((parameter) => parameter.required === true);
  const others = inQuery.filter((parameter) => parameter.required !== true);
  return fc
    .subarray(others, { maxLength: Math.min(most, others.length) })
    .chain((chosen) => fc.tuple(...[...required, ...chosen].map((parameter) => pairs.get(parameter)!)))
    .map((all) => all.filter((pair) => pair !== '').join('&'));
}

function pairOf(document: Document, { name, schema, explode }: Parameter): Arbitrary<string> {
  const isList = follow<Schema>(document, schema).type === 'array';
  return arbitraryOf(document, schema).map((value) => {
    const texts = [value].flat().map(String);
    const key = encodeURIComponent(name);
    if (!isList || explode !== false) return texts.map((text) => `${key}=${encodeURIComponent(text)}`).join('&');
    return `${key}=${encodeURIComponent(texts.map((text) => text.replaceAll(/[\\,]/g, '\\$&')).join())}`;
  });
}
