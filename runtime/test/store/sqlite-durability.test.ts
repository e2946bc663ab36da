import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import { openThings, temporaryDirectory } from './open-things.js';
import { thing, thingsContract, work } from './things.js';

test('commits are synced to disk: synchronous is FULL on the open connection, before and after writes', async (t) => {
  const { store, reopen } = await openThings(t);
  const pragmas = ({ connection }: typeof store) => [
    connection.pragma('journal_mode', { simple: true }),
    connection.pragma('synchronous', { simple: true }),
  ];

  assert.deepEqual(pragmas(store), ['wal', 2]);
  await store.commit([work(thing('a'))]);
  assert.deepEqual(pragmas(store), ['wal', 2]);
  const again = await reopen();
  await again.commit([work(thing('b'))]);
  assert.deepEqual(pragmas(again), ['wal', 2]);
});

test('a commit takes no temporary files, whose folder may be full', async (t) => {
  const { store, reopen } = await openThings(t);
  const temporaryStore = ({ connection }: typeof store) => connection.pragma('temp_store', { simple: true });

  assert.equal(temporaryStore(store), 2);
  assert.equal(temporaryStore(await reopen()), 2);
});

test('foreign keys are enforced', async (t) => {
  const { store } = await openThings(t);

  assert.equal(store.connection.pragma('foreign_keys', { simple: true }), 1);
});

test('the directory of the file is created with its parents', async (t) => {
  const file = join(await temporaryDirectory(t), 'a', 'b', 'persist.db');

  const store = await openSqliteStore({ file });
  t.after(() => store.close());
  await store.migrate(thingsContract);

  assert.equal((await stat(dirname(file))).isDirectory(), true);
  assert.equal((await stat(file)).isFile(), true);
});

test('a database in memory is refused: nothing of it would survive', async () => {
  await assert.rejects(openSqliteStore({ file: ':memory:' }), {
    name: 'StoreError',
    code: 'durability_not_assured',
    message:
      /:memory: was opened with journal_mode memory and synchronous 2 instead of wal and 2\. Use a file/,
  });
});

test('closing twice is closing once', async (t) => {
  const { store } = await openThings(t);

  await store.close();
  await store.close();

  assert.equal(store.connection.open, false);
});
