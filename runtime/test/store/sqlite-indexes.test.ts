import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Predicate, QueryPlan, SortKey } from '../../src/store/query-plan.js';
import { layoutOf } from '../../src/store/sqlite/layout/layout-of.js';
import { queryTranslator } from '../../src/store/sqlite/read/query-sql.js';
import { openThings } from './open-things.js';
import { things } from './things.js';

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
    const { page } = translate(plan);

    const steps = store.connection.prepare(`EXPLAIN QUERY PLAN ${page.sql}`).all(...page.parameters) as {
      detail: string;
    }[];

    assert.match(steps.map(({ detail }) => detail).join('\n'), expected);
  });
}
