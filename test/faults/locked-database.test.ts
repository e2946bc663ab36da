import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import Database from 'better-sqlite3';
import { assertProblem, NoteClient } from './note-client.js';
import { dataFolder, failedStart, notesApp, NoteServer } from './note-server.js';

const app = notesApp();

test('a write waits while another program holds the database, and reads are served meanwhile', async (t) => {
  const { client, id, other } = await openNote(t);
  other.exec('BEGIN EXCLUSIVE');

  const writing = client.rewrite(id, 'waited');
  // Answered, so the thread is free; the write is under way.
  for (let n = 0; n < 20; n += 1) assert.equal((await client.get(`/api/notes?title__eq=${n}`)).status, 200);
  other.exec('ROLLBACK');

  assert.equal((await writing).status, 204);
  assert.equal((await client.note(id)).body['text'], 'waited');
});

test('a database that stays locked refuses writes, serves reads, and is over when the lock is', async (t) => {
  const { client, id, other } = await openNote(t);
  other.exec('BEGIN EXCLUSIVE');

  const [first, second] = await Promise.all([client.rewrite(id, 'one'), client.create('two')]);
  const read = await client.note(id);
  const ready = await client.get('/ready');
  other.exec('ROLLBACK');
  const after = await client.rewrite(id, 'three');

  for (const refused of [first, second]) assertProblem(refused, [503, 'store_locked']);
  assert.equal(first.headers.get('retry-after'), '1');
  assert.deepEqual([read.status, read.body['text'], read.body['version']], [200, 'as it was', 1]);
  assert.equal(ready.status, 200);
  assert.equal(after.status, 204);
  assert.equal((await client.get('/api/notes')).body['total'], 1);
});

test('an app does not start on a database that another program keeps to itself', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  await (await NoteServer.start(t, options)).stop();
  const other = openOther(t, options.data);
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN IMMEDIATE; COMMIT');

  const { code, terminal } = await failedStart(t, options);

  assert.equal(code, 1);
  assert.match(terminal, /Opening .*persist\.db failed: database is locked .*Another process holds the database/);
  other.close();
  await NoteServer.start(t, options);
});

async function openNote(t: TestContext) {
  const options = { root: await app, data: await dataFolder(t) };
  const client = new NoteClient(await NoteServer.start(t, options));
  const id = await client.created('locked', 'as it was');
  return { client, id, other: openOther(t, options.data) };
}

function openOther(t: TestContext, data: string): Database.Database {
  const other = new Database(join(data, 'persist.db'));
  t.after(() => other.close());
  return other;
}
