import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '@persist/contract';
import type { QueryPlan, SortKey } from '../../../src/store/query-plan.js';
import { added, moment, removal, thing, update, work } from '../things.js';
import type { StoreOpener } from './open-store.js';

export function sortSuite(open: StoreOpener): void {
  const orders: Readonly<Record<string, readonly [field: string, ascending: readonly (Json | undefined)[]]>> =
    {
      'texts by their bytes': ['name', ['', 'B', 'Z', 'a', 'é', '\ue000', '𝄞']],
      'numbers by size': ['score', [-Number.MAX_VALUE, -1, 0, 0.5, 2, 10, 1e300]],
      'no before yes': ['active', [false, true]],
      'times as they pass': ['dueAt', [undefined, '2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z']],
      'bigints by size': [
        'balance',
        [undefined, '-9223372036854775808', '-1', '9', '10', '9007199254740993', '9223372036854775807'],
      ],
      'missing values first': ['city', [null, 'Aarau', 'Bern']],
      'values inside objects by size': ['address', [undefined, { floor: -1 }, { floor: 2 }, { floor: 10 }]],
    };
  for (const [what, [field, values]] of Object.entries(orders)) {
    test(`sorting puts ${what}, and turns round downwards`, async (t) => {
      const { store } = await open(t);
      // Written from both ends, so that the order of writing is neither of the two.
      const writes = values.map((value, n) =>
        thing(`id-${n}`, value === undefined ? {} : { [field]: value }),
      );
      await store.commit(
        [...writes.filter((_, n) => n % 2 === 1), ...writes.filter((_, n) => n % 2 === 0).reverse()].map(
          (write) => work(write),
        ),
      );
      const name = field === 'address' ? 'address.floor' : field;

      const up = await store.query(planOf({ orderBy: [{ field: name, direction: 'asc' }] }));
      const down = await store.query(planOf({ orderBy: [{ field: name, direction: 'desc' }] }));

      const expected = values.map((_, n) => `id-${n}`);
      assert.deepEqual(
        up.items.map(({ id }) => id),
        expected,
      );
      assert.deepEqual(
        down.items.map(({ id }) => id),
        expected.toReversed(),
      );
    });
  }

  test('later keys decide among equals', async (t) => {
    const { store } = await open(t);
    await store.commit([
      work(thing('a', { score: 1, active: true }, { at: moment(1) })),
      work(thing('b', { score: 2, active: true }, { at: moment(2) })),
      work(thing('c', { score: 2, active: false }, { at: moment(3) })),
      work(thing('d', { score: 2, active: true }, { at: moment(4) })),
    ]);
    const orderBy: SortKey[] = [
      { field: 'score', direction: 'desc' },
      { field: 'active', direction: 'asc' },
      { field: 'createdAt', direction: 'desc' },
    ];

    const { items } = await store.query(planOf({ orderBy }));

    assert.deepEqual(
      items.map(({ id }) => id),
      ['c', 'd', 'b', 'a'],
    );
  });

  test('pages cut the sorted list, and the total counts what matches', async (t) => {
    const { store } = await open(t);
    await store.commit([5, 3, 1, 4, 2].map((n) => work(thing(`id-${n}`, { score: n }))));
    const page = async (limit: number, offset: number) => {
      const { items, total } = await store.query(planOf({ limit, offset }));
      return [items.map(({ id }) => id), total];
    };

    assert.deepEqual(await page(2, 0), [['id-1', 'id-2'], 5]);
    assert.deepEqual(await page(2, 2), [['id-3', 'id-4'], 5]);
    assert.deepEqual(await page(2, 4), [['id-5'], 5]);
    assert.deepEqual(await page(2, 6), [[], 5]);
    assert.deepEqual(await page(5, 0), [['id-1', 'id-2', 'id-3', 'id-4', 'id-5'], 5]);
  });

  test('a page says whether rows follow it', async (t) => {
    const { store } = await open(t);
    await store.commit([1, 2, 3].map((n) => work(thing(`id-${n}`))));
    const more = async (page: Partial<QueryPlan>) => (await store.query(planOf(page))).more;

    assert.equal(await more({ limit: 2 }), true);
    assert.equal(await more({ limit: 3 }), false);
    assert.equal(await more({ limit: 2, offset: 1 }), false);
    assert.equal(await more({ limit: 1, after: ['id-1'] }), true);
    assert.equal(await more({ limit: 2, after: ['id-1'] }), false);
  });

  for (const [city, dueAt] of [
    ['asc', 'asc'],
    ['asc', 'desc'],
    ['desc', 'asc'],
    ['desc', 'desc'],
  ] as const) {
    test(`rows after a cursor are those after its row: ${city}, ${dueAt}, missing values among them`, async (t) => {
      const { store } = await open(t);
      const cities = [null, 'Basel', 'Bern'];
      const times = [undefined, moment(1), moment(2)];
      const pairs = cities.flatMap((one) => times.map((other) => [one, other] as const));
      await store.commit(
        [...pairs, ...pairs].map(([one, other], n) =>
          work(thing(`id-${n}`, { city: one, ...(other !== undefined && { dueAt: other }) })),
        ),
      );
      const orderBy: SortKey[] = [
        { field: 'city', direction: city },
        { field: 'dueAt', direction: dueAt },
        { field: 'id', direction: dueAt },
      ];
      const all = (await store.query(planOf({ orderBy }))).items;

      for (const [index, { id, fields }] of all.entries()) {
        const after = [fields['city'] ?? null, fields['dueAt'] ?? null, id];
        const rest = await store.query(planOf({ orderBy, after, limit: 4 }));
        assert.deepEqual(rest.items, all.slice(index + 1, index + 5), `after ${JSON.stringify(after)}`);
        assert.equal(rest.total, all.length);
      }
    });
  }

  test('rows after a cursor need no row at it', async (t) => {
    const { store } = await open(t);
    await store.commit([1, 2, 4, 5].map((n) => work(thing(`id-${n}`, { score: n }))));
    const orderBy: SortKey[] = [
      { field: 'score', direction: 'desc' },
      { field: 'id', direction: 'desc' },
    ];

    const { items } = await store.query(planOf({ orderBy, after: [3, 'id-3'] }));

    assert.deepEqual(
      items.map(({ id }) => id),
      ['id-2', 'id-1'],
    );
  });

  test('a total is right after every write', async (t) => {
    const { store } = await open(t);
    await store.commit([1, 2, 3].map((n) => work(thing(`id-${n}`, { score: n }))));
    const where = [{ field: 'score', operator: 'gt', value: 1 }] as const;
    const total = async () => (await store.query(planOf({ where, limit: 1 }))).total;

    assert.equal(await total(), 2);
    assert.equal(await total(), 2);
    await store.commit([work(thing('id-4', { score: 4 }))]);
    assert.equal(await total(), 3);
    await store.commit([work(update('id-2', 1, { fields: added({ score: 0 }) }))]);
    assert.equal(await total(), 2);
    await store.commit([work(removal('id-3', 1))]);
    assert.equal(await total(), 1);
  });

  test('the total counts what matches the filter only, on every page', async (t) => {
    const { store } = await open(t);
    await store.commit([1, 2, 3, 4, 5].map((n) => work(thing(`id-${n}`, { score: n }))));
    const where = [{ field: 'score', operator: 'gt', value: 2 }] as const;

    const first = await store.query(planOf({ where, limit: 2 }));
    const beyond = await store.query(planOf({ where, limit: 2, offset: 10 }));

    assert.deepEqual([first.items.length, first.total], [2, 3]);
    assert.deepEqual([beyond.items.length, beyond.total], [0, 3]);
  });

  test('an empty model has an empty first page', async (t) => {
    const { store } = await open(t);

    assert.deepEqual(await store.query(planOf({})), { items: [], total: 0, more: false });
  });
}

function planOf(more: Partial<QueryPlan>): QueryPlan {
  return {
    model: 'things',
    where: [],
    orderBy: [{ field: 'id', direction: 'asc' }],
    limit: 100,
    offset: 0,
    ...more,
  };
}
