import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Predicate, QueryPlan } from '../../../src/store/query-plan.js';
import { thing, work } from '../things.js';
import type { StoreOpener } from './open-store.js';

/** Four things whose ids say how their values compare; `none` lacks what can be absent. */
const population = [
  thing('low', {
    name: 'Ann',
    score: -1.5,
    active: false,
    dueAt: '2026-01-01T00:00:00.000Z',
    balance: '-9223372036854775808',
    city: 'Basel',
    address: { floor: 1, zip: 'A1' },
  }),
  thing('mid', {
    name: 'Annabel',
    score: 0.30000000000000004,
    active: true,
    dueAt: '2026-01-01T00:00:00.001Z',
    balance: '9007199254740992',
    city: 'Bern',
    address: { floor: 0.1, zip: 'A2' },
  }),
  thing('top', {
    name: 'ann',
    score: 1e300,
    active: true,
    dueAt: '2027-01-01T00:00:00.000Z',
    balance: '9007199254740993',
    city: 'Zürich',
    address: { floor: 12, zip: 'b1' },
  }),
  thing('none', { name: '% _𝄞', score: 7, city: null }),
];

type Case = readonly [predicate: Predicate, ids: readonly string[]];

const filters: readonly Case[] = [
  // Texts
  [{ field: 'name', operator: 'eq', value: 'Ann' }, ['low']],
  [{ field: 'name', operator: 'ne', value: 'Ann' }, ['mid', 'none', 'top']],
  [{ field: 'name', operator: 'gt', value: 'Ann' }, ['mid', 'top']],
  [{ field: 'name', operator: 'gte', value: 'Ann' }, ['low', 'mid', 'top']],
  [{ field: 'name', operator: 'lt', value: 'Ann' }, ['none']],
  [{ field: 'name', operator: 'lte', value: 'Ann' }, ['low', 'none']],
  [{ field: 'name', operator: 'in', value: ['Ann', 'ann', 'nobody'] }, ['low', 'top']],
  [{ field: 'name', operator: 'in', value: [] }, []],
  [{ field: 'name', operator: 'contains', value: 'nn' }, ['low', 'mid', 'top']],
  [{ field: 'name', operator: 'contains', value: 'A' }, ['low', 'mid']],
  [{ field: 'name', operator: 'contains', value: '%' }, ['none']],
  [{ field: 'name', operator: 'contains', value: '' }, ['low', 'mid', 'none', 'top']],
  [{ field: 'name', operator: 'startsWith', value: 'Ann' }, ['low', 'mid']],
  [{ field: 'name', operator: 'startsWith', value: '% _𝄞' }, ['none']],
  [{ field: 'name', operator: 'startsWith', value: '_' }, []],
  [{ field: 'name', operator: 'startsWith', value: '\u{10ffff}' }, []],
  [{ field: 'name', operator: 'startsWith', value: '' }, ['low', 'mid', 'none', 'top']],
  [{ field: 'name', operator: 'isNull', value: true }, []],
  // Texts that may be null
  [{ field: 'city', operator: 'eq', value: 'Bern' }, ['mid']],
  [{ field: 'city', operator: 'eq', value: null }, ['none']],
  [{ field: 'city', operator: 'ne', value: 'Bern' }, ['low', 'none', 'top']],
  [{ field: 'city', operator: 'ne', value: null }, ['low', 'mid', 'top']],
  [{ field: 'city', operator: 'in', value: ['Bern', null] }, ['mid', 'none']],
  [{ field: 'city', operator: 'gt', value: 'Basel' }, ['mid', 'top']],
  [{ field: 'city', operator: 'startsWith', value: 'B' }, ['low', 'mid']],
  [{ field: 'city', operator: 'contains', value: 'ü' }, ['top']],
  [{ field: 'city', operator: 'isNull', value: true }, ['none']],
  [{ field: 'city', operator: 'isNull', value: false }, ['low', 'mid', 'top']],
  // Numbers
  [{ field: 'score', operator: 'eq', value: 0.1 + 0.2 }, ['mid']],
  [{ field: 'score', operator: 'eq', value: 0.3 }, []],
  [{ field: 'score', operator: 'ne', value: 7 }, ['low', 'mid', 'top']],
  [{ field: 'score', operator: 'gt', value: 7 }, ['top']],
  [{ field: 'score', operator: 'gte', value: 7 }, ['none', 'top']],
  [{ field: 'score', operator: 'lt', value: 0.3 }, ['low']],
  [{ field: 'score', operator: 'lte', value: -1.5 }, ['low']],
  [{ field: 'score', operator: 'in', value: [7, 1e300, 8] }, ['none', 'top']],
  [{ field: 'score', operator: 'isNull', value: false }, ['low', 'mid', 'none', 'top']],
  // Booleans
  [{ field: 'active', operator: 'eq', value: true }, ['mid', 'none', 'top']],
  [{ field: 'active', operator: 'ne', value: true }, ['low']],
  [{ field: 'active', operator: 'in', value: [false] }, ['low']],
  [{ field: 'active', operator: 'isNull', value: true }, []],
  // Times
  [{ field: 'dueAt', operator: 'eq', value: '2026-01-01T00:00:00.001Z' }, ['mid']],
  [{ field: 'dueAt', operator: 'ne', value: '2026-01-01T00:00:00.001Z' }, ['low', 'none', 'top']],
  [{ field: 'dueAt', operator: 'gt', value: '2026-01-01T00:00:00.000Z' }, ['mid', 'top']],
  [{ field: 'dueAt', operator: 'gte', value: '2026-01-01T00:00:00.001Z' }, ['mid', 'top']],
  [{ field: 'dueAt', operator: 'lt', value: '2026-01-01T00:00:00.001Z' }, ['low']],
  [{ field: 'dueAt', operator: 'lte', value: '2026-01-01T00:00:00.001Z' }, ['low', 'mid']],
  [{ field: 'dueAt', operator: 'in', value: ['2027-01-01T00:00:00.000Z'] }, ['top']],
  [{ field: 'dueAt', operator: 'isNull', value: true }, ['none']],
  // Integers of 64 bits
  [{ field: 'balance', operator: 'eq', value: '9007199254740993' }, ['top']],
  [{ field: 'balance', operator: 'ne', value: '9007199254740993' }, ['low', 'mid', 'none']],
  [{ field: 'balance', operator: 'gt', value: '9007199254740992' }, ['top']],
  [{ field: 'balance', operator: 'gte', value: '9007199254740992' }, ['mid', 'top']],
  [{ field: 'balance', operator: 'lt', value: '0' }, ['low']],
  [{ field: 'balance', operator: 'lte', value: '9007199254740992' }, ['low', 'mid']],
  [{ field: 'balance', operator: 'in', value: ['-9223372036854775808', '9007199254740992'] }, ['low', 'mid']],
  [{ field: 'balance', operator: 'isNull', value: true }, ['none']],
  // Indexed paths inside objects
  [{ field: 'address.floor', operator: 'eq', value: 0.1 }, ['mid']],
  [{ field: 'address.floor', operator: 'ne', value: 1 }, ['mid', 'none', 'top']],
  [{ field: 'address.floor', operator: 'gt', value: 1 }, ['top']],
  [{ field: 'address.floor', operator: 'lte', value: 1 }, ['low', 'mid']],
  [{ field: 'address.floor', operator: 'in', value: [12, 1, 3] }, ['low', 'top']],
  [{ field: 'address.floor', operator: 'isNull', value: true }, ['none']],
  [{ field: 'address.zip', operator: 'eq', value: 'A1' }, ['low']],
  [{ field: 'address.zip', operator: 'startsWith', value: 'A' }, ['low', 'mid']],
  [{ field: 'address.zip', operator: 'contains', value: '1' }, ['low', 'top']],
  // The record's own facts
  [{ field: 'id', operator: 'eq', value: 'mid' }, ['mid']],
  [{ field: 'id', operator: 'in', value: ['top', 'low'] }, ['low', 'top']],
  [{ field: 'version', operator: 'gte', value: 2 }, []],
  [{ field: 'createdAt', operator: 'lte', value: '2026-01-01T00:00:00.000Z' }, ['low', 'mid', 'none', 'top']],
  [{ field: 'updatedAt', operator: 'gt', value: '2026-01-01T00:00:00.000Z' }, []],
];

export function filterSuite(open: StoreOpener): void {
  test('every operator selects the same records on every type of column', async (t) => {
    const { store } = await open(t);
    await store.commit(population.map((write) => work(write)));

    for (const [predicate, ids] of filters) {
      const { items, total } = await store.query(planOf(predicate));

      assert.deepEqual(
        items.map(({ id }) => id),
        ids,
        JSON.stringify(predicate),
      );
      assert.equal(total, ids.length, JSON.stringify(predicate));
    }
  });

  test('of several predicates all must hold', async (t) => {
    const { store } = await open(t);
    await store.commit(population.map((write) => work(write)));

    const { items } = await store.query(
      planOf(
        { field: 'active', operator: 'eq', value: true },
        { field: 'score', operator: 'gt', value: 0 },
        { field: 'score', operator: 'lt', value: 100 },
      ),
    );

    assert.deepEqual(
      items.map(({ id }) => id),
      ['mid', 'none'],
    );
  });

  test('a prefix that ends before the surrogates covers what follows it', async (t) => {
    const { store } = await open(t);
    await store.commit([
      work(thing('a', { name: '\ud7ff' })),
      work(thing('b', { name: '\ud7ffz' })),
      work(thing('c', { name: '\ue000' })),
    ]);

    const { items } = await store.query(planOf({ field: 'name', operator: 'startsWith', value: '\ud7ff' }));

    assert.deepEqual(
      items.map(({ id }) => id),
      ['a', 'b'],
    );
  });

  test('a long list of alternatives finds them all', async (t) => {
    const { store } = await open(t);
    await store.commit(population.map((write) => work(write)));
    const value = Array.from({ length: 999 }, (_, n) => (n === 998 ? 'top' : `nobody ${n}`));

    const { items } = await store.query(planOf({ field: 'id', operator: 'in', value }));

    assert.deepEqual(
      items.map(({ id }) => id),
      ['top'],
    );
  });

  test('a filtered record has its elements', async (t) => {
    const { store } = await open(t);
    const items = [{ kind: 'added', key: 1, order: 'a0', after: { n: 1 } }] as const;
    await store.commit([work(thing('a', { score: 5 }, { collections: { items } }))]);

    const found = await store.query(planOf({ field: 'score', operator: 'eq', value: 5 }));

    assert.deepEqual(found.items, [await store.load('things', 'a')]);
  });
}

function planOf(...where: readonly Predicate[]): QueryPlan {
  return { model: 'things', where, orderBy: [{ field: 'id', direction: 'asc' }], limit: 100, offset: 0 };
}
