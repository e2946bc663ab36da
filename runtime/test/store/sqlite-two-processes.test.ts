import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import { openThings } from './open-things.js';
import { added, thing, thingsContract, update, work } from './things.js';

/** Two connections to one file, which is what two processes are to SQLite. */
async function openTwo(t: TestContext) {
  const { store: one, file } = await openThings(t);
  const other = await openSqliteStore({ file });
  t.after(() => other.close());
  await other.migrate(thingsContract);
  one.hasForeignWrites();
  return { one, other };
}

test('what one process commits is news to the other, once', async (t) => {
  const { one, other } = await openTwo(t);

  await other.commit([work(thing('a'))]);

  assert.equal(one.hasForeignWrites(), true);
  assert.equal(one.hasForeignWrites(), false);
  assert.equal(other.hasForeignWrites(), false);
});

test('what one process commits the other reads', async (t) => {
  const { one, other } = await openTwo(t);

  await other.commit([work(thing('a'))]);

  assert.deepEqual(await one.load('things', 'a'), await other.load('things', 'a'));
});

test('opening a store whose tables fit is no news', async (t) => {
  const { one } = await openTwo(t);

  const third = await openSqliteStore({ file: one.connection.name });
  t.after(() => third.close());
  await third.migrate(thingsContract);

  assert.equal(one.hasForeignWrites(), false);
});

test('an update that is based on a version another process has passed is a version conflict', async (t) => {
  const { one, other } = await openTwo(t);
  await one.commit([work(thing('a'))]);
  await other.commit([work(update('a', 1, { fields: added({ score: 1 }) }))]);

  const outcomes = await one.commit([work(update('a', 1, { fields: added({ score: 2 }) }))]);

  assert.deepEqual(outcomes, [{ kind: 'version_conflict', model: 'things', id: 'a' }]);
  assert.equal((await one.load('things', 'a'))!.fields['score'], 1);
});

test('a unique value and an idempotency key that another process took are taken', async (t) => {
  const { one, other } = await openTwo(t);
  const idempotency = {
    actor: 'ann',
    key: 'k',
    fingerprint: 'f',
    response: 'r',
    at: new Date().toISOString(),
  };
  await other.commit([{ ...work(thing('a', { name: 'Ann' })), idempotency }]);

  const outcomes = await one.commit([
    work(thing('b', { name: 'Ann' })),
    { ...work(thing('c')), idempotency },
  ]);

  assert.deepEqual(outcomes, [
    { kind: 'unique_violation', model: 'things', id: 'b', field: 'name' },
    { kind: 'idempotency_conflict' },
  ]);
});

test('tables that another process extends while this one runs are still read and written', async (t) => {
  const { one, other } = await openTwo(t);
  await one.commit([work(thing('a'))]);
  const [gadgets, things] = thingsContract.models;
  const extra = {
    ...things!.fields[0]!,
    name: 'extra',
    optional: true,
    storage: { kind: 'column', column: 'extra', type: 'text' } as const,
  };

  await other.migrate({
    ...thingsContract,
    models: [gadgets!, { ...things!, fields: [...things!.fields, extra] }],
  });

  assert.deepEqual(await one.commit([work(update('a', 1, { fields: added({ score: 3 }) }))]), [
    { kind: 'committed' },
  ]);
  assert.equal((await other.load('things', 'a'))!.fields['score'], 3);
});
