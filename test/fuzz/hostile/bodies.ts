import fc, { type Arbitrary } from 'fast-check';

/** Bodies made of a valid value: something in it, or its text as a whole, is not what anybody would send. */
export function hostileBodies(valid: Arbitrary<unknown>): Arbitrary<Buffer> {
  const changed = fc.tuple(valid, fc.nat(200), change).map(([value, at, how]) => writeChanged(value, at, how));
  const text = fc.oneof(valid.map((value) => JSON.stringify(value) ?? ''), changed);
  return fc.oneof(
    { weight: 6, arbitrary: changed.map((each) => Buffer.from(each)) },
    { weight: 1, arbitrary: token.map((each) => Buffer.from(each)) },
    { weight: 2, arbitrary: text.chain(misspelt) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  );
}

/** What takes the place of a value: JSON or nearly so. */
const tokens = [
  ...['null', 'true', '""', '[]', '{}', '0', '-1', '"x"', '[[]]', '[null]', '{"":null}'],
  ...['-0', '1e400', '-1e400', '1e-400', '0.1e-7', '1E+308', '9007199254740993', '123456789012345678901234567890'],
  ...['"9223372036854775807"', '"9223372036854775808"', '"-9223372036854775809"', '"00"', '"1e5"', `"${'9'.repeat(5000)}"`],
  ...['"\\ud800"', '"\\udc00\\ud800"', '"\\ud800\\u0041"', '{"\\ud800":1}', '"\\u0000"', '{"\\u0000":1}', '"\\u2028"', '"\\ufeff"'],
  ...['NaN', 'Infinity', 'undefined', '0x10', '01', '+1', '.5', '1.', "'x'", '"\t"', '"\\x41"', '/**/1', '{a:1}', '[1,]'],
  ...['"2026-02-30T00:00:00Z"', '"9999-12-31T23:59:59-23:59"', '"0000-01-01T00:00:00Z"', '"2026-12-31T23:59:60Z"', '"+275760-09-13T00:00:00Z"'],
  ...['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}', '{"\\u005f_proto__":{"polluted":1}}'],
  ...['{"constructor":1}', '{"toString":null}', '{"toJSON":1}', '{"then":1}', '{"length":-1}', '{"hasOwnProperty":1}', '{"$ref":"#"}'],
  ...['{"kind":"loan"}', '{"kind":"__proto__"}', '{"a":1,"a":2}', '{"sql":"\'; DROP TABLE exhibits; --"}'],
  '['.repeat(400) + ']'.repeat(400),
  '['.repeat(700) + ']'.repeat(700),
  '{"a":'.repeat(600) + '1' + '}'.repeat(600),
  '['.repeat(100_000),
  '{"text":"x","answers":['.repeat(240) + ']}'.repeat(240),
  `"${'a'.repeat(100_000)}"`,
  `[${'0,'.repeat(20_000)}0]`,
  `{${Array.from({ length: 5000 }, (_, n) => `"k${n}":${n}`).join()}}`,
] as const;

const token = fc.constantFrom(...tokens);

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'id', 'version', 'secret', 'surplus', '', 'hasOwnProperty'] as const;

type Change =
  | { readonly kind: 'replace'; readonly text: string }
  | { readonly kind: 'add' | 'repeat'; readonly name: string; readonly text: string }
  | { readonly kind: 'drop' };

const change: Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: token.map((text) => ({ kind: 'replace', text }) as const) },
  fc.record({ kind: fc.constantFrom('add', 'repeat'), name: fc.constantFrom(...names), text: token }),
  fc.constant({ kind: 'drop' } as const),
);

/** The value as JSON text, with its n-th part changed. */
function writeChanged(value: unknown, at: number, how: Change): string {
  const target = at % countOf(value);
  let position = -1;
  return write(value);

  function write(part: unknown): string {
    position += 1;
    const isIt = position === target;
    if (isIt && how.kind === 'replace') return how.text;
    if (typeof part !== 'object' || part === null) return JSON.stringify(part);
    if (Array.isArray(part)) {
      const items = part.map(write);
      return `[${(isIt ? withChange(items, how) : items).join()}]`;
    }
    const members = Object.entries(part).map(([name, each]) => `${JSON.stringify(name)}:${write(each)}`);
    return `{${(isIt ? withChange(members, how) : members).join()}}`;
  }
}

function withChange(parts: readonly string[], how: Change): readonly string[] {
  if (how.kind === 'drop') return parts.slice(1);
  if (how.kind === 'replace') return parts;
  const name = how.kind === 'repeat' ? /^"(?:[^"\\]|\\.)*"(?=:)/.exec(parts[0] ?? '')?.[0] : undefined;
  return [...parts, `${name ?? JSON.stringify(how.name)}:${how.text}`];
}

function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, each) => sum + countOf(each), 1);
}

/** Text that is cut, marked, encoded or continued as JSON must not be. */
function misspelt(text: string): Arbitrary<Buffer> {
  const bytes = Buffer.from(text);
  const at = fc.nat(bytes.length);
  const inserted = fc.constantFrom([0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0], [0xef, 0xbb, 0xbf], [0xf8, 0x88, 0x80, 0x80, 0x80]);
  return fc.oneof(
    at.map((end) => bytes.subarray(0, end)),
    fc.tuple(at, inserted).map(([place, odd]) =>
      Buffer.concat([bytes.subarray(0, place), Buffer.from(odd), bytes.subarray(place)]),
    ),
    fc.constantFrom(
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
      Buffer.from(`\ufeff\ufeff${text}`),
      Buffer.from(text, 'utf16le'),
      Buffer.from(`${text}${text}`),
      Buffer.from(`${text}//`),
      Buffer.from(`\u00a0${text}`),
      Buffer.from(`[${text}]`),
      Buffer.from(` \r\n\t${text}\n`),
    ),
  );
}
