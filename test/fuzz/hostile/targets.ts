import fc, { type Arbitrary } from 'fast-check';

/** Paths made of ones that are served, with what tricks routers, decoders and file systems. */
export function hostileTargets(paths: readonly string[]): Arbitrary<Buffer> {
  const served = fc.constantFrom(...paths);
  const tricked = fc.tuple(served, fc.nat(30), fc.array(trick, { minLength: 1, maxLength: 3 })).map(([path, at, tricks]) => {
    const segments = path.split('/');
    segments.splice(at % (segments.length + 1), 0, ...tricks);
    return segments.join('/');
  });
  const replaced = fc.tuple(served, fc.nat(30), trick).map(([path, at, text]) => {
    const segments = path.split('/');
    segments[1 + (at % (segments.length - 1))] = text;
    return segments.join('/');
  });
  const texts = fc.oneof(
    { weight: 3, arbitrary: tricked },
    { weight: 3, arbitrary: replaced },
    fc.tuple(served, fc.constantFrom(...ends)).map(([path, end]) => path + end),
    fc.tuple(served, fc.constantFrom(...beginnings)).map(([path, beginning]) => beginning + path),
    served.map((path) => path.toUpperCase()),
    served.map((path) => path.replaceAll('/', '\\')),
    served.map((path) => path.replaceAll(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)),
    fc.constantFrom('*', '/', '//', '/..', '?', '/?', '/%', 'api', '/api', '/api/', '/favicon.ico', '/.env', '/_docs/../_openapi.json'),
  );
  return fc.oneof(
    { weight: 8, arbitrary: texts.map((text) => Buffer.from(text, 'latin1')) },
    fc.tuple(served, bytes).map(([path, odd]) => Buffer.concat([Buffer.from(`${path}/`), odd])),
  );
}

/** Any bytes that do not end the request line or the target. */
const bytes = fc
  .uint8Array({ minLength: 1, maxLength: 20 })
  .map((value) => Buffer.from(value.filter((byte) => ![0x0a, 0x0d, 0x20].includes(byte))));

const trick = fc.constantFrom(
  ...['..', '.', '...', '', '%2e%2e', '%2E%2E%2F', '..%2f..%2fetc%2fpasswd', '%252e%252e', '..;', ';a=b', '%3b', '%00', 'x%00.json', '%0d%0aA:b'],
  ...['%2f', '%5c', '\\..\\', '%', '%%', '%zz', '%u0041', '%c0%ae', '%ff', '%ed%a0%80', '%F0%9F%98%80', '\xff\xfe', '\xc3\xa9', '~', '*', '%2a', '+', '%20'],
  ...['{id}', '{', '}', '|', '^', '`', '"', '<script>', '[1]', '@', ':', ':id', '!', '$', "'", '(', ')', ',', '=', '&', '#', '#/x'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '_bulk', '_audits', 'views', '_openapi.json', 'null', 'undefined', 'NaN', '0', '-1'],
  ...["' OR '1'='1", "1;DROP TABLE exhibits", '0190a0b0-0000-7000-8000-000000000000', '0190A0B0-0000-7000-8000-00000000000G'].map((text) => text.replaceAll(' ', '%20')),
  ...['a'.repeat(101), 'a'.repeat(9000), '%41'.repeat(3000), '../'.repeat(500), 'x/'.repeat(2000), '%2f'.repeat(2000), ':'.repeat(300)],
);

const ends = ['/', '//', '?', '??', '#', '#a?b', ';', '%20', '%00', '.json', '/.', '/..', '?%', '?%00=%ff', '?__proto__=1', '?a[b]=1', '?=', '?&&', '?' + 'a&'.repeat(3000)] as const;

const beginnings = ['/', '//', '/.', '/%2e', 'http://127.0.0.1', 'http://evil.example', 'https://user:pass@evil.example:1', 'HTTP://X', 'ftp://x', '//evil.example', 'x', 'javascript:', '\\'] as const;
