import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { failing, syncs, writes } from './failing-calls.js';
import { assertProblem, NoteClient } from './note-client.js';
import { dataFolder, failedStart, notesApp, NoteServer } from './note-server.js';

const app = notesApp();

test('a full disk refuses writes, serves reads, and is over when there is room', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  const file = join(options.data, 'persist.db-wal');
  const first = await NoteServer.start(t, options);
  const id = await new NoteClient(first).created('kept', 'as it was');
  await first.stop();
  // One write fails for each of the commits.
  const through = failing({ calls: writes, error: 'ENOSPC', file, from: 1, to: 5 });
  const server = await NoteServer.start(t, { ...options, through });
  const client = new NoteClient(server);

  const refused = [];
  let reply = await client.rewrite(id, 'changed', 'key-1');
  for (; reply.status !== 204 && refused.length < 10; reply = await client.rewrite(id, 'changed', 'key-1')) {
    refused.push(reply);
    const read = await client.note(id);
    assert.deepEqual([read.status, read.body['text'], read.body['version']], [200, 'as it was', 1]);
    assert.equal((await client.get('/ready')).status, 200);
  }

  assert.equal(refused.length, 5);
  for (const each of refused) assertProblem(each, [503, 'store_full']);
  assert.equal(refused[0]!.headers.get('retry-after'), '10');
  assert.equal(reply.status, 204);
  assert.deepEqual((await client.note(id)).body['version'], 2);
  await server.kill();
  const restarted = new NoteClient(await NoteServer.start(t, options));
  assert.equal((await restarted.note(id)).body['text'], 'changed');
});

test('a disk that tells only when it syncs that it is full leaves the outcome open: nothing more is written', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  const file = join(options.data, 'persist.db-wal');
  const first = await NoteServer.start(t, options);
  const id = await new NoteClient(first).created('kept');
  await first.stop();
  const through = failing({ calls: syncs, error: 'ENOSPC', file, from: 1, to: 1 });
  const client = new NoteClient(await NoteServer.start(t, { ...options, through }));

  assertProblem(await client.rewrite(id, 'first'), [503, 'store_halted']);
  assertProblem(await client.rewrite(id, 'second'), [503, 'store_halted']);
  assertProblem(await client.get('/ready'), [503, 'store_halted']);
});

test('an app that finds no room for its tables says so, and makes them when there is', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  const file = join(options.data, 'persist.db-wal');

  const { code, terminal } = await failedStart(t, {
    ...options,
    through: failing({ calls: writes, error: 'ENOSPC', file, from: 1 }),
  });

  assert.equal(code, 1);
  assert.match(terminal, /Migrating failed: database or disk is full \(SQLITE_FULL\), in .*persist\.db\. Free disk space/);
  const server = await NoteServer.start(t, options);
  await new NoteClient(server).created('there is room');
});
