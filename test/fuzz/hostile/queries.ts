import fc, { type Arbitrary } from 'fast-check';

/**
 * Query strings for a list, made of its own parameters and of what no list takes.
 *
 * @param names of the parameters that are described.
 */
export function hostileQueries(names: readonly string[]): Arbitrary<string> {
  const name = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names) }, fc.constantFrom(...oddNames));
  const pair = fc.tuple(name, value).map(([key, text]) => `${key}=${text}`);
  return fc.oneof(
    { weight: 8, arbitrary: fc.array(pair, { minLength: 1, maxLength: 5 }).map((pairs) => pairs.join('&')) },
    pair.map((each) => Array.from({ length: 101 }, () => each).join('&').slice(0, 8192)),
    fc.string({ unit: 'binary', maxLength: 30 }).map(encodeURIComponent),
    fc.constantFrom('&'.repeat(8000), '='.repeat(8000), 'a&'.repeat(4000), 'sort=' + ','.repeat(8000), 'page=1&'.repeat(1000), 'a'.repeat(8193)),
  );
}

const oddNames = [
  ...['__proto__', 'constructor', 'toString', '__eq', '__', '___', 'id__', 'id__eq__eq', 'title__like', 'title__regexp', 'title[eq]', 'title[]'],
  ...['secret', 'secret__contains', 'place', 'place.zip', 'place.city__in', 'place.__proto__', 'extra.a', '$where', 'id;--', 'title%00', '%ff', '', '%20title'],
  ...['origin.kind', 'restorations.0.by', 'rowid', '"title"', 'title"', "title'--", 'sort__in', 'page__eq', 'perPage__gt', 'cursor__isNull', 'limit', 'offset'],
] as const;

const value: Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...['', '0', '-0', '1', '-1', '1.5', '1e400', '-1e308', '1e-400', 'NaN', 'Infinity', '0x10', '01', '%2B1', '1,2', ' 1', '1 ', '9007199254740993'],
      ...['9223372036854775807', '9223372036854775808', '-9223372036854775809', '9'.repeat(400), 'true', 'TRUE', 'yes', 'null', 'undefined', '%00', '%ff', '%ed%a0%80', '%'],
      ...['title', '-title', '--title', '-', 'title,title', 'title,-title', 'title,', ',', 'secret', 'place', 'id', '-createdAt,id', 'title asc', 'title;drop'],
      ...["' OR 1=1 --", "'; DROP TABLE exhibits; --", '" UNION SELECT sql FROM sqlite_schema --', '%25', '_', '%25%25', '*', '\\', '\\,', '\\\\,', 'a\\', '(?i)a', '[a-z]'].map((text) =>
        text.replaceAll(' ', '%20').replaceAll('"', '%22'),
      ),
      ...['2026-01-31T12:00:00Z', '2026-02-30T00:00:00Z', '2026-01-31T12:00:00+01:00', '2026-01-31', '0000-01-01T00:00:00%2B23:59', '9999-12-31T23:59:59-23:59', '2026-01-31T24:00:00Z', '2026-01-31T23:59:60Z', `2026-01-31T12:00:00.${'1'.repeat(5000)}Z`],
      ...['W10', 'e30', 'AAAA', '__________', `${'A'.repeat(8000)}`, Buffer.from('[1,"x",["a"]]').toString('base64url'), Buffer.from('{"__proto__":1}').toString('base64url')],
      ...['a,'.repeat(1001), '%2C'.repeat(2000), '\\,'.repeat(3000), 'a'.repeat(8000), '%F0%9F%98%80'.repeat(600), '%C3%A9'],
    ),
  },
  fc.string({ unit: 'binary', maxLength: 20 }).map(encodeURIComponent),
  fc.double().map(String),
  fc.bigInt().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
