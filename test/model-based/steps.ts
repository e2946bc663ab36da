import fc from 'fast-check';
import type { Input } from './reference-ledger.js';

/** One step of a random program; records go by number, those of removed ones and of none at all included. */
export type Step =
  | { readonly kind: 'change'; readonly change: Wish }
  /** The n-th request with a key again, to the letter. */
  | { readonly kind: 'repeat'; readonly nth: number }
  /** The n-th key for another request. */
  | { readonly kind: 'reuse'; readonly nth: number; readonly change: Wish }
  | { readonly kind: 'ask'; readonly on: number; readonly label: string }
  | { readonly kind: 'list'; readonly list: ListWish }
  | { readonly kind: 'restart' }
  /** The service dies while these are under way. */
  | { readonly kind: 'crash'; readonly during: readonly Wish[] }
  /** Nothing can be stored while this is tried. */
  | { readonly kind: 'fail'; readonly change: Wish };

/** A change, before it is known which records there are. */
export interface Wish {
  readonly kind: 'create' | 'command' | 'bulk' | 'patch' | 'remove';
  readonly on: readonly number[];
  readonly command?: string;
  readonly input: Input;
  readonly isValid: boolean;
  readonly ifMatch?: 'current' | 'stale' | 'future' | '*';
  readonly keyed: boolean;
}

/** A list, asked for page by page or by cursor. */
export interface ListWish {
  readonly where: readonly Filter[];
  readonly sort: readonly SortBy[];
  readonly perPage: number;
  readonly walk: 'pages' | 'cursor';
}

export interface Filter {
  readonly field: 'region' | 'totalMinor' | 'note' | 'version' | 'name';
  readonly operator: 'eq' | 'ne' | 'gt' | 'lte' | 'in' | 'isNull' | 'contains';
  readonly value: string;
}

export interface SortBy {
  readonly field: 'region' | 'totalMinor' | 'note' | 'version' | 'name';
  readonly isDownwards: boolean;
}

/** @param crashes how many of a hundred steps end the service, one way or the other. */
export function steps(crashes: number): fc.Arbitrary<readonly Step[]> {
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 70, arbitrary: fc.record({ kind: fc.constant('change' as const), change: wish() }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('repeat' as const), nth: fc.nat(99) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('reuse' as const), nth: fc.nat(99), change: wish() }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), on: record, label }) },
    { weight: 12, arbitrary: fc.record({ kind: fc.constant('list' as const), list }) },
    { weight: crashes, arbitrary: fc.constant<Step>({ kind: 'restart' }) },
    { weight: 2 * crashes, arbitrary: fc.record({ kind: fc.constant('crash' as const), during: apart }) },
    { weight: crashes, arbitrary: fc.record({ kind: fc.constant('fail' as const), change: wish() }) },
  );
  const beginning = fc.array(create, { minLength: 1, maxLength: 3 });
  return fc
    .tuple(beginning, fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }))
    .map(([created, others]) => [...created.map((change): Step => ({ kind: 'change', change })), ...others]);
}

const record = fc.nat(5);
const label = fc.constantFrom('cash', 'bank', '', '__proto__', '😀', 'é');
const shown = label.filter((text) => text !== '');
const amount = fc.integer({ min: -2, max: 30 });
const shortName = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const longName = 'too long, too long, too long';
const name = fc.oneof({ weight: 12, arbitrary: shortName }, { weight: 1, arbitrary: fc.constant(longName) });
const region = fc.option(fc.constantFrom('north', 'south', 'über', 'N'), { nil: undefined });

const create: fc.Arbitrary<Wish> = fc
  .record({ name, region })
  .map((input): Wish => ({ kind: 'create', on: [], input, isValid: true, keyed: true }));

/** What a command takes, and sometimes what it does not. */
const intents: readonly (readonly [weight: number, fc.Arbitrary<Pick<Wish, 'command' | 'input' | 'isValid'>>])[] = [
  [8, intent('openAccount', { label: shown, openingMinor: fc.nat(50), first: fc.boolean() })],
  [8, intent('transfer', { from: label, to: label, amountMinor: amount })],
  [8, intent('transferSlowly', { from: label, to: label, amountMinor: amount })],
  [4, intent('withdraw', { label, amountMinor: amount })],
  [2, intent('closeAccount', { label })],
  [3, intent('sortAccounts', {})],
  [5, intent('setLimit', { label, limitMinor: fc.option(amount) })],
  [5, intent('tag', { text: label })],
  [2, intent('untag', { text: label })],
  [4, intent('rename', { name })],
  [1, intent('touch', {})],
  [1, intent('close', {})],
  [1, intent('explode', {})],
  [1, wrong('openAccount', { label: '', openingMinor: 1 })],
  [1, wrong('openAccount', { label: 'cash', openingMinor: 1.5 })],
  [1, wrong('transfer', { from: 'cash', to: 'bank', amountMinor: '5' })],
  [1, wrong('tag', { text: 'x', texts: ['x'] })],
  [1, wrong('setLimit', { label: 'cash' })],
];
const anyIntent = fc.oneof(...intents.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const patch = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record(
        {
          name: shortName,
          region: fc.option(fc.constantFrom('north', 'south')),
          note: fc.option(label),
          limits: fc.dictionary(shown.filter((text) => text !== '__proto__'), fc.option(amount), { maxKeys: 2 }),
          tags: fc.uniqueArray(label, { maxLength: 3 }),
          totalMinor: fc.nat(3),
        },
        { requiredKeys: [] },
      )
      .map((input) => ({ input, isValid: true })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Input>({ name: null }, { name: longName }, { closed: true }, { version: 3 }, { tags: ['x', 'x'] }, { totalMinor: 'much' })
      .map((input) => ({ input, isValid: false })),
  },
);

const ifMatch = fc.option(fc.constantFrom('current' as const, 'current' as const, 'stale' as const, 'future' as const, '*' as const), {
  nil: undefined,
});

function wish(): fc.Arbitrary<Wish> {
  const around = fc.record({ on: record, ifMatch, keyed: fc.boolean() });
  const one = (kind: 'command' | 'patch', what: fc.Arbitrary<Pick<Wish, 'command' | 'input' | 'isValid'>>) =>
    fc.tuple(what, around).map(([intended, { on, ...rest }]): Wish => ({ kind, on: [on], ...intended, ...rest }));
  const many = fc
    .tuple(anyIntent.filter(({ command }) => command !== 'close'), fc.uniqueArray(record, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([intended, on, keyed]): Wish => ({ kind: 'bulk', on, ...intended, keyed }));
  return fc.oneof(
    { weight: 3, arbitrary: create },
    { weight: 20, arbitrary: one('command', anyIntent) },
    { weight: 4, arbitrary: one('patch', patch) },
    { weight: 4, arbitrary: many },
    {
      weight: 1,
      arbitrary: around.map(({ on, ...rest }): Wish => ({ kind: 'remove', on: [on], input: {}, isValid: true, ...rest })),
    },
  );
}

/** Changes of different records, none of which can be in another's way. */
const apart: fc.Arbitrary<readonly Wish[]> = fc.uniqueArray(
  fc
    .tuple(anyIntent.filter(({ command }) => command !== 'rename'), record, ifMatch)
    .map(([intended, on, condition]): Wish => ({ kind: 'command', on: [on], ...intended, ifMatch: condition, keyed: true })),
  { maxLength: 3, selector: ({ on }) => on[0] },
);

const field = fc.constantFrom('region', 'totalMinor', 'note', 'version', 'name');
const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    field: fc.constantFrom('totalMinor', 'version'),
    operator: fc.constantFrom('eq', 'ne', 'gt', 'lte', 'in'),
    value: fc.integer({ min: -1, max: 40 }).map(String),
  }),
  fc.record({
    field: fc.constantFrom('region', 'note', 'name'),
    operator: fc.constantFrom('eq', 'ne', 'gt', 'lte', 'in', 'contains'),
    value: fc.constantFrom('north', 'south', 'N', 'o', 'über', '😀', 'bank', ''),
  }),
  fc.record({
    field: fc.constantFrom('region', 'note'),
    operator: fc.constant('isNull'),
    value: fc.constantFrom('true', 'false'),
  }),
);
const list: fc.Arbitrary<ListWish> = fc.record({
  where: fc.array(filter, { maxLength: 2 }),
  sort: fc.uniqueArray(fc.record({ field, isDownwards: fc.boolean() }), { maxLength: 3, selector: (key) => key.field }),
  perPage: fc.integer({ min: 1, max: 3 }),
  walk: fc.constantFrom('pages', 'cursor'),
});

function intent(command: string, parts: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  return fc.record(parts).map((input) => ({ command, input, isValid: true }));
}

function wrong(command: string, input: Input) {
  return fc.constant({ command, input, isValid: false });
}
