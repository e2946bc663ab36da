import fc, { type Arbitrary } from 'fast-check';

export type Header = readonly [name: string, value: Buffer];

/** Header lines that nobody would send, a few at once; none that says where the body ends. */
export const hostileHeaders: Arbitrary<readonly Header[]> = fc
  .array(fc.constant(undefined).chain(() => header), { minLength: 1, maxLength: 4 })
  // Beyond what a server takes, every request is the same one: tried once, elsewhere.
  .filter((headers) => headers.reduce((sum, [, value]) => sum + value.length, 0) < 14_000);

const long = (text: string, times: number) => text.repeat(times);

const values: Readonly<Record<string, readonly string[]>> = {
  'if-match': [
    ...['*', '"1"', '"999999999999999999999"', '1', '-1', '0', 'W/"1"', '"', '""', '","', ',', ',,,', '"1",', '* , *', '"1" "2"', "'1'"],
    ...['"\x80\xff"', '"1"\t,\t"2"', long('"1",', 3000), long(' ', 8000) + 'x', `"1"${long(' \t', 6000)}x`, long(',', 8000), long('W/', 4000)],
  ],
  'if-none-match': ['*', '"1"', 'W/"1"', '1', '"', '*,"1"', long('"a",', 3000), `"1"${long('\t', 12000)}"`],
  'idempotency-key': [
    ...['"', '""', '"a', 'a"', '"\\"', '"\\x"', '"a" "b"', 'a,b', '\t', "'; DROP TABLE _persist_audits; --", '__proto__', 'é', '\x7f'],
    ...[long('k', 255), long('k', 256), `"${long('\\"', 255)}"`, `"${long('\\\\', 5000)}`, long('"', 9000)],
  ],
  'x-request-id': ['', ' ', long('r', 128), long('r', 129), 'é', '\x7f', '{"a":1}', '<script>', '%0d%0aSet-Cookie:%20a=1', '__proto__'],
  traceparent: [
    ...['00-00000000000000000000000000000000-0000000000000000-00', 'ff-x', '', long('0', 9000), long('00-', 3000)],
    `00-${long('a', 32)}-${long('b', 16)}-01`,
    `01-${long('a', 32)}-${long('b', 16)}-01-${long('-', 9000)}`,
  ],
  'content-type': [
    ...['', ';', 'application/json', 'APPLICATION/JSON', 'application/json;charset=utf-16', 'application/json; charset="', 'text/plain'],
    ...['application/json, text/plain', 'application/jsonx', 'application/+json', 'application/merge-patch+json', 'multipart/form-data', '*/*'],
    ...['application/x-www-form-urlencoded', `application/${long('a.', 5000)}`, `application/json${long(' ', 9000)}x`, '\xff/\xfe', 'a/b/c'],
  ],
  'content-encoding': ['gzip', 'identity', 'br, gzip', '', 'IDENTITY', '\xff', long('gzip,', 2000)],
  expect: ['100-continue', '200-ok', '', '100-continue, x', long('x', 5000)],
  connection: ['upgrade', 'keep-alive', 'close, x', '', 'content-type', 'te', long('x,', 3000)],
  upgrade: ['websocket', 'h2c', '', 'TLS/1.0'],
  host: ['', 'a b', '127.0.0.1:99999', '[::1', '\xff', 'evil.example', long('h', 9000)],
  accept: ['text/html', 'application/xml', '', '*/*;q=0', long('a/b,', 3000)],
  range: ['bytes=0-1', 'bytes=-', long('bytes=0-1,', 900)],
  'x-http-method-override': ['DELETE', 'PATCH'],
  'x-forwarded-for': ["' OR 1=1", '::', ''],
  cookie: ['__proto__=1', long('a=b;', 3000)],
  origin: ['null', 'http://evil.example'],
  'accept-version': ['1.0.0', '*', '>=1'],
  'access-control-request-method': ['PUT'],
};

const named = fc
  .constantFrom(...Object.entries(values))
  .chain(([name, texts]) => fc.tuple(fc.constantFrom(name, name.toUpperCase()), fc.constantFrom(...texts)));

/** Any byte but the ones that end a line. */
const bytes = fc
  .uint8Array({ maxLength: 40 })
  .map((value) => Buffer.from(value.filter((byte) => byte !== 10 && byte !== 13)));

const oddNames = ['__proto__', 'constructor', 'toString', 'x'.repeat(3000), '!', 'a b', 'a\0b', '', ' x', 'x\t', 'é', '(x)'] as const;

const header: Arbitrary<Header> = fc.oneof(
  { weight: 6, arbitrary: named.map(([name, value]) => [name, Buffer.from(value, 'latin1')] as const) },
  fc.tuple(fc.constantFrom(...Object.keys(values)), bytes),
  fc.tuple(fc.constantFrom(...oddNames), bytes),
);
