import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { NoteClient } from './note-client.js';
import { dataFolder, notesApp, NoteServer } from './note-server.js';

const app = notesApp();

/** A program that may have so many files open, sockets among them. */
function atMost(files: number): readonly string[] {
  return ['sh', '-c', `ulimit -n ${files}; exec "$0" "$@"`];
}

test('callers who take up all sockets are cut off, and the service goes on when they are gone', async (t) => {
  const options = { root: await app, data: await dataFolder(t) };
  const server = await NoteServer.start(t, { ...options, through: atMost(256) });
  const id = await new NoteClient(server).created('kept', 'as it was');
  const { hostname, port } = new URL(server.url);

  const sockets = Array.from({ length: 400 }, () => connect(Number(port), hostname));
  // Some are cut off, which is an error to those.
  const settled = sockets.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => undefined));
  await Promise.all(settled);
  for (const socket of sockets) socket.destroy();

  const client = new NoteClient(server);
  assert.equal((await client.rewrite(id, 'after')).status, 204);
  assert.deepEqual((await client.note(id)).body['text'], 'after');
  assert.equal((await client.get('/ready')).status, 200);
  assert.equal(await server.stop(), 0);
});
