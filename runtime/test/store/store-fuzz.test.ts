import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { listOperators, type Json } from '@persist/contract';
import { cases } from '../../../test/effort/effort.js';
import type { ElementChange } from '../../src/store/change-set.js';
import type { Operator, Predicate, QueryPlan, SortKey } from '../../src/store/query-plan.js';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import type { AggregateWrite, CommitOutcome, Store, WriteSet } from '../../src/store/store.js';
import { MemoryStore } from './memory-store.js';
import { hour } from './suite/open-store.js';
import { added, auditOf, element, firstMoment, removal, thing, thingsContract, update } from './things.js';

const ids = ['a', 'b', 'c', 'd'];

const texts = fc.constantFrom('', 'x', 'X', 'é', '\0', '𝄞', '\uffff', 'x%', 'ab', 'abc', '\ud800');
const numbers = fc.constantFrom(0, 1, -1, 0.1, 1e-300, Number.MAX_VALUE, 9007199254740991);
const bigints = fc.constantFrom(
  '0',
  '10',
  '9',
  '-1',
  '9223372036854775807',
  '-9223372036854775808',
  '9223372036854775808',
);
const times = fc.constantFrom('2026-01-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z');
const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;

const values = fc.record(
  {
    name: texts,
    score: numbers,
    active: fc.boolean(),
    city: fc.oneof(texts, fc.constant(null)),
    dueAt: times,
    balance: bigints,
    tenant: texts,
    code: texts,
    anything,
    address: fc.record(
      {
        zip: fc.oneof(
          texts.filter((text) => !/\p{Surrogate}/u.test(text)),
          fc.constant(null),
        ),
        floor: numbers,
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Readonly<Record<string, Json>>>;

const elements: fc.Arbitrary<ElementChange[]> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom('a0', 'Zz', 'a1'), anything), {
    selector: ([key]) => key,
  })
  .map((list) => list.map(([key, order, value]) => element(key, order, value)));

const version = fc.integer({ min: 1, max: 3 });

const write: fc.Arbitrary<AggregateWrite> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...ids), values, elements)
    .map(([id, fields, items]) => thing(id, fields, { collections: { items } })),
  fc
    .tuple(fc.constantFrom(...ids), version, values)
    .map(([id, expected, fields]) => update(id, expected, { fields: added(fields) })),
  fc.tuple(fc.constantFrom(...ids), version).map(([id, expected]) => removal(id, expected)),
);

const writeSet: fc.Arbitrary<WriteSet> = fc
  .tuple(fc.array(write, { maxLength: 3 }), fc.option(fc.constantFrom('k1', 'k2', 'k3')))
  .map(([writes, key]) => ({
    writes,
    audits: writes.map((one) => auditOf(one)),
    outbox: [],
    ...(key !== null && {
      idempotency: { actor: 'ann', key, fingerprint: key, response: 'r', at: firstMoment },
    }),
  }));

const operands: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  name: texts,
  city: texts,
  score: numbers,
  active: fc.boolean(),
  dueAt: times,
  balance: bigints,
};

const predicate: fc.Arbitrary<Predicate> = fc
  .tuple(fc.constantFrom(...Object.keys(operands)), fc.constantFrom(...listOperators))
  .filter(
    ([field, operator]) =>
      field === 'name' || field === 'city' || (operator !== 'contains' && operator !== 'startsWith'),
  )
  .chain(([field, operator]) => operandOf(field, operator).map((value) => ({ field, operator, value })));

function operandOf(field: string, operator: Operator): fc.Arbitrary<Json> {
  const value = storable(operands[field]! as fc.Arbitrary<string>) as fc.Arbitrary<Json>;
  if (operator === 'isNull') return fc.boolean();
  return operator === 'in' ? fc.array(value, { maxLength: 5 }) : value;
}

const sortKey: fc.Arbitrary<SortKey> = fc.record({
  field: fc.constantFrom('name', 'score', 'city', 'dueAt', 'balance', 'active', 'address.floor'),
  direction: fc.constantFrom('asc', 'desc'),
});

/** Values that a cursor can stand at: those that are stored, and some that no record has (any more). */
const cursorValues: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  name: storable(texts),
  score: numbers,
  city: fc.oneof(storable(texts), fc.constant(null)),
  dueAt: fc.oneof(times, fc.constant(null)),
  balance: fc.oneof(storable(bigints), fc.constant(null)),
  active: fc.boolean(),
  'address.floor': fc.oneof(numbers, fc.constant(null)),
  id: fc.constantFrom(...ids, 'aa', ''),
};

const plan: fc.Arbitrary<QueryPlan> = fc
  .tuple(
    fc.array(predicate, { maxLength: 2 }),
    fc.uniqueArray(sortKey, { maxLength: 3, selector: ({ field }) => field }),
    fc.record({ limit: fc.integer({ min: 1, max: 4 }), offset: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ idDirection: fc.constantFrom('asc', 'desc'), resumes: fc.boolean() }),
  )
  .chain(([where, keys, { limit, offset }, { idDirection, resumes }]) => {
    const orderBy: SortKey[] = [...keys, { field: 'id', direction: idDirection }];
    const base = { model: 'things', where, orderBy, limit };
    if (!resumes) return fc.constant({ ...base, offset });
    return fc
      .tuple(...orderBy.map(({ field }) => cursorValues[field]!))
      .map((after) => ({ ...base, after, offset: 0 }));
  });

function storable(arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return arbitrary.filter((one) => one !== '\ud800' && one !== '9223372036854775808');
}

async function contentOf(store: Store): Promise<unknown[]> {
  const content: unknown[] = [];
  for (const id of ids) {
    content.push(
      await store.load('things', id),
      await store.audits({ model: 'things', id, offset: 0, limit: 100 }),
    );
  }
  for (const key of ['k1', 'k2', 'k3']) content.push(await store.findIdempotent('ann', key));
  return content;
}

/** Of several fields at fault any may be named. */
function kindsOf(outcomes: readonly CommitOutcome[]): string[] {
  return outcomes.map(({ kind }) => kind);
}

test('whatever is committed and asked, the SQLite store and the reference say the same', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'persist-fuzz-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const clock = () => new Date(firstMoment);
  let run = 0;

  const program = fc.array(fc.tuple(fc.array(writeSet, { maxLength: 4 }), fc.array(plan, { maxLength: 3 })), {
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(program, async (steps) => {
      run += 1;
      const sqlite = await openSqliteStore({
        file: join(directory, `${run}.db`),
        clock,
        idempotencyTtlMs: hour,
      });
      const memory = new MemoryStore(clock, hour);
      try {
        for (const store of [sqlite, memory]) await store.migrate(thingsContract);
        for (const [group, plans] of steps) {
          assert.deepEqual(kindsOf(await sqlite.commit(group)), kindsOf(await memory.commit(group)));
          assert.deepEqual(await contentOf(sqlite), await contentOf(memory));
          for (const one of plans) assert.deepEqual(await sqlite.query(one), await memory.query(one));
        }
      } finally {
        await sqlite.close();
      }
    }),
    cases({ ci: 60, soak: 5_000 }),
  );
});
