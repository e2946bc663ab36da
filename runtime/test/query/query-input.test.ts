import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planQuery, QueryError, type QueryInput } from '../../src/query/index.js';
import { notes } from './notes-model.js';

class Note {
  title = '';
  score = 0;
  active = true;
  dueAt?: Date;
  balance = 0n;
  city: string | null = null;
  colour: 'red' | 'green' = 'red';
  lines: string[] = [];
  address?: { zip: string; floor: number | null };

  get summary(): string {
    return this.title;
  }

  rename(title: string): void {
    this.title = title;
  }
}

test('an empty query asks for the first twenty by creation', () => {
  assert.deepEqual(planQuery<Note>(notes, {}), {
    model: 'notes',
    where: [],
    orderBy: [
      { field: 'createdAt', direction: 'asc' },
      { field: 'id', direction: 'asc' },
    ],
    limit: 20,
    offset: 0,
  });
});

test('values mean equality, conditions what they say, in the encoding of the store', () => {
  const input: QueryInput<Note> = {
    where: {
      title: { startsWith: 'A', ne: 'Ann' },
      score: { gte: 60, lt: 100 },
      active: true,
      dueAt: { lte: new Date('2026-01-31T12:00:00Z') },
      balance: { in: [1n, -9223372036854775808n] },
      city: null,
      colour: 'red',
      createdAt: { gt: '2026-01-01T00:00:00+01:00' },
      'address.floor': { gt: 2 },
    },
    orderBy: { score: 'desc', title: 'asc' },
    page: 2,
    perPage: 10,
  };

  assert.deepEqual(planQuery(notes, input), {
    model: 'notes',
    where: [
      { field: 'title', operator: 'startsWith', value: 'A' },
      { field: 'title', operator: 'ne', value: 'Ann' },
      { field: 'score', operator: 'gte', value: 60 },
      { field: 'score', operator: 'lt', value: 100 },
      { field: 'active', operator: 'eq', value: true },
      { field: 'dueAt', operator: 'lte', value: '2026-01-31T12:00:00.000Z' },
      { field: 'balance', operator: 'in', value: ['1', '-9223372036854775808'] },
      { field: 'city', operator: 'eq', value: null },
      { field: 'colour', operator: 'eq', value: 'red' },
      { field: 'createdAt', operator: 'gt', value: '2025-12-31T23:00:00.000Z' },
      { field: 'address.floor', operator: 'gt', value: 2 },
    ],
    orderBy: [
      { field: 'score', direction: 'desc' },
      { field: 'title', direction: 'asc' },
      { field: 'id', direction: 'asc' },
    ],
    limit: 10,
    offset: 10,
  });
});

test('an order can be a list', () => {
  const { orderBy } = planQuery<Note>(notes, { orderBy: [{ score: 'asc' }, { createdAt: 'desc' }] });

  assert.deepEqual(orderBy, [
    { field: 'score', direction: 'asc' },
    { field: 'createdAt', direction: 'desc' },
    { field: 'id', direction: 'desc' },
  ]);
});

test('what a type cannot rule out is refused by name', () => {
  const input: QueryInput<Note> = {
    where: {
      summary: 'x',
      title: undefined,
      score: Number.NaN,
      dueAt: new Date(Number.NaN),
      balance: 1n << 63n,
      active: { in: [true, undefined as never] },
      'address.street': 'x',
    },
    perPage: 1000,
  };

  assert.throws(
    () => planQuery(notes, input),
    (error: unknown) => {
      assert.ok(error instanceof QueryError);
      assert.deepEqual(
        error.errors.map(({ path, message }) => [path, message.split(';')[0]]),
        [
          ['perPage', 'must be an integer from 1 to 100.'],
          ['where.summary', 'is no field to filter by'],
          ['where.title', 'is undefined'],
          ['where.score', 'must be a number.'],
          [
            'where.dueAt',
            'must be a time such as 2026-01-31T12:00:00Z (in a URL, write the + of an offset as %2B).',
          ],
          ['where.balance', 'must be an integer of at most 64 bits.'],
          ['where.active.in', 'must be true or false.'],
          ['where.address.street', 'is not indexed'],
        ],
      );
      assert.match(
        error.message,
        /^The query is not valid: perPage must be an integer from 1 to 100\. where\.summary is no field to filter by/,
      );
      return true;
    },
  );
});

test('a missing value is asked of fields that can be missing only', () => {
  assert.throws(() => planQuery<{ score: number | null }>(notes, { where: { score: null } }), {
    errors: [{ path: 'where.score', message: 'is never null.' }],
  });
});

test('types allow what a model has, and nothing else', () => {
  const refusedByTypes: QueryInput<Note>[] = [
    // @ts-expect-error no such field
    { where: { nothing: 1 } },
    // @ts-expect-error another type
    { where: { score: 'x' } },
    // @ts-expect-error not of the enumeration
    { where: { colour: { in: ['blue'] } } },
    // @ts-expect-error a collection
    { where: { lines: [] } },
    // @ts-expect-error a method
    { where: { rename: 'x' } },
    // @ts-expect-error no such operator
    { where: { title: { like: 'x' } } },
    // @ts-expect-error no such direction
    { orderBy: { title: 'up' } },
    // @ts-expect-error an object
    { orderBy: { address: 'asc' } },
  ];

  for (const input of refusedByTypes) assert.throws(() => planQuery(notes, input), QueryError);
});
