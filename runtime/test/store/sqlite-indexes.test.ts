import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '@persist/contract';
import type { Predicate, QueryPlan, SortKey } from '../../src/store/query-plan.js';
import { layoutOf } from '../../src/store/sqlite/layout/layout-of.js';
import { queryTranslator } from '../../src/store/sqlite/read/query-sql.js';
import type { SqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import { openThings } from './open-things.js';
import { firstMoment, things } from './things.js';

const translate = queryTranslator(layoutOf(things), '*');

const byId: readonly SortKey[] = [{ field: 'id', direction: 'asc' }];
const cases: Readonly<
  Record<string, readonly [where: readonly Predicate[], orderBy: readonly SortKey[], expected: RegExp]>
> = {
  'equality on a unique field': [
    [{ field: 'name', operator: 'eq', value: 'Ann' }],
    byId,
    /^SEARCH things USING INDEX things__unique__name \(name=\?\)/,
  ],
  'a prefix of a unique field': [
    [{ field: 'name', operator: 'startsWith', value: 'A' }],
    [
      { field: 'name', direction: 'asc' },
      { field: 'id', direction: 'asc' },
    ],
    /^SEARCH things USING INDEX things__unique__name \(name>\? AND name<\?\)/,
  ],
  'alternatives of a unique field': [
    [{ field: 'name', operator: 'in', value: ['a', 'b', 'c'] }],
    byId,
    /^SEARCH things USING INDEX things__unique__name \(name=\?\)/,
  ],
  'a range of an indexed field, sorted by it': [
    [{ field: 'score', operator: 'gte', value: 60 }],
    [
      { field: 'score', direction: 'desc' },
      { field: 'id', direction: 'desc' },
    ],
    /^SEARCH things USING INDEX things__index__score \(score>\?\)$/,
  ],
  'equality on an indexed path': [
    [{ field: 'address.floor', operator: 'eq', value: 3 }],
    byId,
    /^SEARCH things USING INDEX things__index__address\.floor \(<expr>=\?\)/,
  ],
  'no filter in the order of creation': [
    [],
    [
      { field: 'createdAt', direction: 'asc' },
      { field: 'id', direction: 'asc' },
    ],
    /^SCAN things USING INDEX things__created$/,
  ],
};

for (const [what, [where, orderBy, expected]] of Object.entries(cases)) {
  test(`${what} is answered from an index`, async (t) => {
    const { store } = await openThings(t);
    const plan: QueryPlan = { model: 'things', where, orderBy, limit: 20, offset: 0 };

    assert.match(stepsOf(store, plan).join('\n'), expected);
  });
}

const afterCursors: Readonly<
  Record<string, readonly [orderBy: readonly SortKey[], after: readonly Json[], expected: readonly string[]]>
> = {
  'the order of creation': [
    keys('createdAt', 'id'),
    [firstMoment, 'a'],
    ['SEARCH things USING INDEX things__created ((created_at,id)>(?,?))'],
  ],
  'an indexed field downwards': [
    keys('-score', '-id'),
    [5, 'a'],
    ['SEARCH things USING INDEX things__index__score ((score,id)<(?,?))'],
  ],
  'an indexed field that can be missing, downwards': [
    keys('-dueAt', '-id'),
    [firstMoment, 'a'],
    [
      'SEARCH things USING INDEX things__index__dueAt ((due_at,id)<(?,?))',
      'SEARCH things USING INDEX things__index__dueAt (due_at=?)',
    ],
  ],
  'an indexed field that is missing, upwards': [
    keys('dueAt', 'id'),
    [null, 'a'],
    [
      'SEARCH things USING INDEX things__index__dueAt (due_at=? AND id>?)',
      'SEARCH things USING INDEX things__index__dueAt (due_at>?)',
    ],
  ],
  'an indexed field one way, the id the other': [
    keys('-score', 'id'),
    [5, 'a'],
    [
      'SEARCH things USING INDEX things__index__score (score=? AND id>?)',
      'SEARCH things USING INDEX things__index__score (score<?)',
      'USE TEMP B-TREE FOR LAST TERM OF ORDER BY',
    ],
  ],
  'an indexed path': [
    keys('address.floor', 'id'),
    [3, 'a'],
    [
      'SEARCH things USING INDEX things__index__address.floor (<expr>=? AND id>?)',
      'SEARCH things USING INDEX things__index__address.floor (<expr>>?)',
    ],
  ],
};

for (const [what, [orderBy, after, expected]] of Object.entries(afterCursors)) {
  test(`a cursor in ${what} goes on from an index, and scans nothing`, async (t) => {
    const { store } = await openThings(t);
    store.connection.exec('CREATE INDEX things__index__dueAt ON things (due_at, id)');
    const plan: QueryPlan = { model: 'things', where: [], orderBy, after, limit: 20, offset: 0 };

    assert.deepEqual(stepsOf(store, plan), expected);
  });
}

/** `-score` sorts downwards. */
function keys(...names: readonly string[]): SortKey[] {
  return names.map((name) =>
    name.startsWith('-') ? { field: name.slice(1), direction: 'desc' } : { field: name, direction: 'asc' },
  );
}

/** What SQLite says it will do, part by part. */
function stepsOf({ connection }: SqliteStore, plan: QueryPlan): readonly string[] {
  return translate(plan).rows.flatMap(({ sql, parameters }) => {
    const explain = connection.prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    return explain.all(...parameters, plan.limit + 1, plan.offset).map(({ detail }) => detail);
  });
}
