import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import type { WriteSet } from '../../src/store/store.js';
import { openThings } from './open-things.js';
import { auditOf, thing, thingsContract, update, work } from './things.js';

const committed = { kind: 'committed' };

/** As an engine commits it: with its history. */
function creation(id: string): WriteSet {
  const write = thing(id);
  return { ...work(write), audits: [auditOf(write)] };
}

function creations(from: number, to: number): WriteSet[] {
  return Array.from({ length: to - from }, (_, n) => creation(`id-${from + n}`));
}

/** A store that writes in a thread, and another process on its file. */
async function openTwo(t: TestContext) {
  const { store: one, file } = await openThings(t, { writeThread: 'always' });
  const other = await openSqliteStore({ file, writeThread: 'never' });
  t.after(() => other.close());
  await other.migrate(thingsContract);
  await one.commit([creation('first')]);
  one.hasForeignWrites();
  return { one, other };
}

test('what the thread commits is no news, and what others commit between is', async (t) => {
  const { one, other } = await openTwo(t);

  await one.commit([creation('a')]);
  assert.equal(one.hasForeignWrites(), false);

  await other.commit([creation('b')]);
  await one.commit([creation('c')]);
  assert.equal(one.hasForeignWrites(), true);
  assert.equal(one.hasForeignWrites(), false);

  await one.commit([creation('d')]);
  await other.commit([creation('e')]);
  assert.equal(one.hasForeignWrites(), true);
  assert.equal(one.hasForeignWrites(), false);
});

test('a program that keeps no history is noticed where nothing of ours was committed meanwhile', async (t) => {
  const { one, other } = await openTwo(t);

  other.connection.exec(`UPDATE things SET version = version + 1 WHERE id = 'first'`);

  assert.equal(one.hasForeignWrites(), true);
  assert.equal(one.hasForeignWrites(), false);
});

test('news is told however the look falls in with a commit of the thread', async (t) => {
  const { one, other } = await openTwo(t);

  for (let round = 0; round < 50; round += 1) {
    const ours = one.commit([creation(`ours-${round}`)]);
    let theirs: Promise<unknown> | undefined;
    let told = false;
    const watch = async () => {
      // At whatever point of the thread's commit a turn falls.
      for (let turn = 0; turn < 20; turn += 1) {
        if (turn === round % 5) theirs = other.commit([creation(`theirs-${round}`)]);
        told = one.hasForeignWrites() || told;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await Promise.all([ours, watch()]);
    await theirs;
    told = one.hasForeignWrites() || told;
    assert.equal(told, true, `round ${round}`);
  }
});

test('groups are committed in the order in which they are sent, wherever', async (t) => {
  const { store } = await openThings(t);
  await store.commit(creations(0, 20));

  const outcomes = await Promise.all([
    store.commit(creations(20, 40)),
    store.commit([work(update('id-39', 1, { fields: {} }))]),
    store.commit([...creations(40, 60), work(update('id-39', 2, { fields: {} }))]),
  ]);

  assert.deepEqual(outcomes.flat(), Array.from({ length: 42 }, () => committed));
  assert.equal(await store.versionOf('things', 'id-39'), 3);
});

test('a store that is closed finishes what the thread was sent', async (t) => {
  const { store, reopen } = await openThings(t, { writeThread: 'always' });
  await store.commit([creation('first')]);

  const outcomes = store.commit(creations(0, 50));
  // In this turn it is sent.
  await new Promise((resolve) => setImmediate(resolve));
  const again = await reopen();

  assert.equal((await outcomes).length, 50);
  assert.equal(await again.versionOf('things', 'id-49'), 1);
  await assert.rejects(store.commit([creation('late')]), { code: 'store_closed' });
});

test('a failure of the store is the same from the thread', async (t) => {
  const { store } = await openThings(t, { writeThread: 'always' });
  await store.commit([creation('a')]);
  const lost = { kind: 'removed', key: 7, order: 'a0', before: 'x' } as const;

  const writing = store.commit([work(update('a', 1, { collections: { tags: [lost] } }))]);

  await assert.rejects(writing, (error: unknown) => {
    assert.ok(error instanceof Error && 'code' in error && 'hint' in error);
    assert.deepEqual([error.name, error.code], ['StoreError', 'change_does_not_fit']);
    assert.match(error.message, /element 7 of a cannot be removed, it is not there\. Memory and store/);
    return true;
  });
  assert.equal(await store.versionOf('things', 'a'), 1);
});

test('once the thread has met a moved database nothing is committed any more, there or here', async (t) => {
  const { store, file } = await openThings(t);
  await store.commit(creations(0, 20));
  await store.commit(creations(20, 40));
  await rename(file, `${file}.elsewhere`);

  await assert.rejects(store.commit(creations(40, 60)), { code: 'store_moved' });

  assert.equal(store.writeRefusal()?.code, 'store_halted');
  await assert.rejects(store.commit(creations(60, 80)), { code: 'store_halted' });
  await assert.rejects(store.commit([creation('small')]), { code: 'store_halted' });
});

test('tables that are changed after the thread began are written as they are', async (t) => {
  const { store } = await openThings(t, { writeThread: 'always' });
  await store.commit([creation('a')]);
  store.connection.exec('ALTER TABLE things ADD COLUMN unknown TEXT');

  await store.migrate(thingsContract);

  assert.deepEqual(await store.commit([creation('b')]), [committed]);
});
