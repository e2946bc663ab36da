import assert from 'node:assert/strict';
import { open, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import Database from 'better-sqlite3';
import { assertProblem, NoteClient } from './note-client.js';
import { dataFolder, failedStart, notesApp, NoteServer } from './note-server.js';

const app = notesApp();

test('a damaged page fails what reads it, and the rest is served', async (t) => {
  const { options, ids } = await stored(t, { notes: 40, end: 'stop' });
  await flip(join(options.data, 'persist.db'), { at: leafOf(options.data, 'notes', 'ASC'), length: 4096 });
  const server = await NoteServer.start(t, options);
  const client = new NoteClient(server);

  const met = await client.note(ids[0]);
  const list = await client.get('/api/notes?perPage=100');
  const read = await client.note(ids.at(-1));
  const written = await client.rewrite(ids.at(-1), 'still written');
  await server.stop();

  assertProblem(met, [500, 'store_failed']);
  assertProblem(list, [500, 'store_failed']);
  assert.deepEqual([read.status, written.status], [200, 204]);
  const line = server.log.find(({ msg }) => msg === 'request failed') as { err: { cause: { message: string } } };
  assert.match(line.err.cause.message, /SQLITE_CORRUPT.*, in .*persist\.db\. Keep a copy.* restore the latest backup/);
});

test('a write that meets a damaged page ends all writing', async (t) => {
  const { options, ids } = await stored(t, { notes: 40, end: 'stop' });
  await flip(join(options.data, 'persist.db'), { at: leafOf(options.data, '_persist_audits', 'DESC'), length: 4096 });
  const client = new NoteClient(await NoteServer.start(t, options));

  const met = await client.rewrite(ids[0], 'lost');
  const after = await client.create('lost too');
  const ready = await client.get('/ready');
  const read = await client.note(ids[0]);

  for (const refused of [met, after, ready]) assertProblem(refused, [503, 'store_halted']);
  assert.deepEqual([read.status, read.body['version']], [200, 1]);
});

test('a truncated database is not opened', async (t) => {
  const { options } = await stored(t, { notes: 40, end: 'stop' });
  const file = join(options.data, 'persist.db');
  await truncate(file, (await stat(file)).size / 2);

  const { code, terminal } = await failedStart(t, options);

  assert.equal(code, 1);
  assert.match(terminal, /Opening .*persist\.db failed: database disk image is malformed .*restore the latest backup/);
});

test('a database that is cut off under a running app fails what is asked of it, and is written no more', async (t) => {
  const { options, ids } = await stored(t, { notes: 40, end: 'stop' });
  const server = await NoteServer.start(t, options);
  const client = new NoteClient(server);
  await truncate(join(options.data, 'persist.db'), 4096);

  const read = await client.note(ids[3]);
  const written = await client.create('lost');

  assertProblem(read, [500, 'store_failed']);
  assertProblem(written, [503, 'store_halted']);
  assertProblem(await client.get('/ready'), [503, 'store_halted']);
});

test('a log that is damaged before its end is not opened: what was acknowledged would be dropped without a word', async (t) => {
  const { options, ids } = await stored(t, { notes: 10, end: 'kill' });
  const log = join(options.data, 'persist.db-wal');
  const frame = 24 + 4096;
  const { size } = await stat(log);
  const middle = { at: 32 + frame * Math.floor(size / frame / 2) + 2000, length: 1 };
  await flip(log, middle);

  const { code, terminal } = await failedStart(t, options);

  assert.equal(code, 1);
  assert.match(terminal, /persist\.db-wal is damaged at its frame \d+: \d+ acknowledged commits? behind it cannot be read/);
  assert.match(terminal, /restore the latest backup/);
  await flip(log, middle);
  const mended = new NoteClient(await NoteServer.start(t, options));
  assert.equal((await mended.get('/api/notes')).body['total'], ids.length);
});

test('a log whose header is damaged is not opened', async (t) => {
  const { options } = await stored(t, { notes: 10, end: 'kill' });
  await flip(join(options.data, 'persist.db-wal'), { at: 0, length: 16 });

  const { code, terminal } = await failedStart(t, options);

  assert.equal(code, 1);
  assert.match(terminal, /persist\.db-wal is damaged in its header: \d+ acknowledged commits behind it cannot be read/);
});

test('a log that is torn at its end is what a power cut leaves: the app starts with all before it', async (t) => {
  const { options, ids } = await stored(t, { notes: 10, end: 'kill' });
  const log = join(options.data, 'persist.db-wal');
  await truncate(log, (await stat(log)).size - 100);

  const client = new NoteClient(await NoteServer.start(t, options));

  assert.equal((await client.get('/api/notes')).body['total'], ids.length - 1);
});

test('a file that is no database is not touched', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  await writeFile(join(options.data, 'persist.db'), 'minutes of the meeting\n'.repeat(1000));

  const { code, terminal } = await failedStart(t, options);

  assert.equal(code, 1);
  assert.match(terminal, /Opening .*persist\.db failed: file is not a database .*Point the app at another file/);
});

/** Notes, one commit each; killed, a server leaves them in the log. */
async function stored(t: TestContext, { notes, end }: { readonly notes: number; readonly end: 'stop' | 'kill' }) {
  const options = { root: await app, data: await dataFolder(t) };
  const server = await NoteServer.start(t, options);
  const client = new NoteClient(server);
  const ids: string[] = [];
  for (let n = 0; n < notes; n += 1) ids.push(await client.created(`note ${n}`, 'x'.repeat(3000)));
  await server[end]();
  return { options, ids };
}

/** Where the leaf of a table is that holds its first rows, or its last. */
function leafOf(data: string, table: string, order: 'ASC' | 'DESC'): number {
  const database = new Database(join(data, 'persist.db'), { readonly: true });
  try {
    const leaves = `SELECT pgoffset FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path ${order} LIMIT 1`;
    return database.prepare<[string], number>(leaves).pluck().get(table)!;
  } finally {
    database.close();
  }
}

/** Which bytes of a file. */
interface Bytes {
  readonly at: number;
  readonly length: number;
}

/** Turns bytes of a file into others, and back when it is done again. */
async function flip(file: string, { at, length }: Bytes): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, at);
    await handle.write(buffer.map((byte) => byte ^ 0xff), 0, length, at);
  } finally {
    await handle.close();
  }
}
