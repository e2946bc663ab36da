import assert from 'node:assert/strict';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import { openThings, temporaryDirectory } from './open-things.js';
import { element, thing, thingsContract, update, work } from './things.js';

test('a file that is no database is refused and left alone', async (t) => {
  const file = join(await temporaryDirectory(t), 'persist.db');
  await writeFile(file, 'not a database, but long enough to have a header '.repeat(100));

  await assert.rejects(openSqliteStore({ file }), {
    code: 'not_a_database',
    message: /Opening .*persist\.db failed: file is not a database/,
  });
});

test('a database of another program is refused and left alone', async (t) => {
  const file = join(await temporaryDirectory(t), 'other.db');
  const other = new Database(file);
  other.exec('CREATE TABLE notes (text TEXT)');
  other.close();

  await assert.rejects(openSqliteStore({ file }), {
    code: 'not_a_database',
    message: /is an SQLite database of another program/,
  });

  const after = new Database(file);
  t.after(() => after.close());
  assert.equal(after.pragma('journal_mode', { simple: true }), 'delete');
});

test('a directory in place of the file is refused', async (t) => {
  const file = join(await temporaryDirectory(t), 'persist.db');
  await mkdir(file);

  await assert.rejects(openSqliteStore({ file }), { code: 'store_unreachable' });
});

test('a directory that cannot be created is named', async (t) => {
  const blocker = join(await temporaryDirectory(t), 'data');
  await writeFile(blocker, '');

  await assert.rejects(openSqliteStore({ file: join(blocker, 'persist.db') }), {
    code: 'store_unreachable',
    message: /data/,
  });
});

test('a layout of a later version is refused', async (t) => {
  const { store, reopen } = await openThings(t);
  store.connection.pragma('user_version = 99');

  await assert.rejects(reopen(), {
    code: 'layout_unsupported',
    message: /has storage layout 99; this version of persist knows 1\. Install/,
  });
});

test('damaged pages are told from a store that works', async (t) => {
  const { store, file, reopen } = await openThings(t);
  const elements = Array.from({ length: 200 }, (_, n) =>
    element(n + 1, `a${String(n).padStart(4, '0')}`, 'x'.repeat(200)),
  );
  await store.commit([work(thing('a', {}, { collections: { items: elements } }))]);
  await store.close();
  await damage(file);

  await assert.rejects(async () => (await reopen()).load('things', 'a'), {
    code: 'store_corrupt',
    message: /restore the latest backup/,
  });
});

test('a lock of another process is reported, writes nothing and is over when the lock is', async (t) => {
  const { file } = await openThings(t);
  const store = await openSqliteStore({ file, busyTimeoutMs: 10 });
  t.after(() => store.close());
  await store.migrate(thingsContract);
  const other = new Database(file);
  t.after(() => other.close());
  other.exec('BEGIN IMMEDIATE');

  await assert.rejects(store.commit([work(thing('a'))]), {
    code: 'store_locked',
    message: /Committing failed: database is locked \(SQLITE_BUSY\)/,
  });
  other.exec('ROLLBACK');

  assert.equal(await store.load('things', 'a'), undefined);
  assert.deepEqual(await store.commit([work(thing('a'))]), [{ kind: 'committed' }]);
});

test('a full disk rejects the whole group, writes nothing of it, and is over when there is room', async (t) => {
  const { store } = await openThings(t);
  await store.commit([work(thing('a'))]);
  const pages = store.connection.pragma('page_count', { simple: true }) as number;
  store.connection.pragma(`max_page_count = ${pages}`);
  const large = work(update('a', 1, { fields: { anything: { after: 'x'.repeat(1_000_000) } } }));

  await assert.rejects(store.commit([work(thing('b')), large]), {
    code: 'store_full',
    message: /Free disk space/,
  });
  const between = await store.load('things', 'b');
  store.connection.pragma('max_page_count = 1000000');

  assert.equal(between, undefined);
  assert.deepEqual(await store.commit([work(thing('b')), large]), [
    { kind: 'committed' },
    { kind: 'committed' },
  ]);
});

test('a store opened for reading reads, and refuses to write', async (t) => {
  const { store, file } = await openThings(t);
  await store.commit([work(thing('a'))]);
  const reader = await openSqliteStore({ file, readonly: true });
  t.after(() => reader.close());
  await reader.migrate(thingsContract);

  assert.deepEqual(await reader.load('things', 'a'), await store.load('things', 'a'));
  await assert.rejects(reader.commit([work(thing('b'))]), { code: 'store_read_only' });
});

test('a store opened for reading does not migrate', async (t) => {
  const { file } = await openThings(t);
  const reader = await openSqliteStore({ file, readonly: true });
  t.after(() => reader.close());
  const [, things] = thingsContract.models;
  const later = { ...thingsContract, models: [{ ...things!, constraints: [] }] };

  await assert.rejects(reader.migrate(later), {
    code: 'store_read_only',
    message: /The tables of things do not fit the contract and cannot be changed/,
  });
});

test('a store opened for reading does not create its file', async (t) => {
  const file = join(await temporaryDirectory(t), 'persist.db');

  await assert.rejects(openSqliteStore({ file, readonly: true }), { code: 'store_unreachable' });
});

test('a closed store says that it is closed', async (t) => {
  const { store } = await openThings(t);
  await store.close();

  await assert.rejects(store.load('things', 'a'), {
    code: 'store_closed',
    message: /Loading things failed: the store is closed/,
  });
});

test('a model the contract does not have is named', async (t) => {
  const { store } = await openThings(t);

  await assert.rejects(store.load('nothings', 'a'), { code: 'unknown_model', message: /nothings/ });
});

test('a field the model does not have is named, in a plan and in a change', async (t) => {
  const { store } = await openThings(t);
  await store.commit([work(thing('a'))]);
  const plan = {
    model: 'things',
    where: [],
    orderBy: [{ field: 'wrong', direction: 'asc' }],
    limit: 1,
    offset: 0,
  } as const;

  await assert.rejects(store.query(plan), { code: 'unknown_field', message: /things has no column wrong/ });
  await assert.rejects(store.commit([work(update('a', 1, { fields: { wrong: { after: 1 } } }))]), {
    code: 'unknown_field',
    message: /things has no field wrong to write/,
  });
});

test('a change of an element that is not there fails loudly and writes nothing', async (t) => {
  const { store } = await openThings(t);
  await store.commit([work(thing('a'))]);
  const change = { kind: 'changed', key: 7, before: 'x', after: 'y' } as const;

  await assert.rejects(store.commit([work(update('a', 1, { collections: { items: [change] } }))]), {
    code: 'change_does_not_fit',
    message: /things__items: element 7 of a cannot be changed, it is not there/,
  });
  assert.equal(await store.versionOf('things', 'a'), 1);
});

/** Overwrites the second half of a file. */
async function damage(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  const half = Math.floor(size / 2);
  await handle.write(Buffer.alloc(size - half, 0xab), 0, size - half, half);
  await handle.close();
}
