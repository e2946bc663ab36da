import assert from 'node:assert/strict';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { effort } from '../effort/effort.js';
import { assertProblem, NoteClient } from './note-client.js';
import { dataFolder, notesApp, NoteServer } from './note-server.js';

const app = notesApp();

/** What is done to the files of a running app; each time what it writes from then on would be gone when it ends. */
const moves: Readonly<Record<string, (file: string) => Promise<void>>> = {
  async 'database is replaced by a backup'(file) {
    await copyFile(file, `${file}.backup`);
    await rename(`${file}.backup`, file);
  },
  'database is deleted': (file) => rm(file),
  'log is deleted': (file) => rm(`${file}-wal`),
  'database is moved away': (file) => rename(file, `${file}.old`),
  async 'folder is replaced'(file) {
    await rename(join(file, '..'), join(file, '../../old'));
    await mkdir(join(file, '..'));
  },
};

for (const [what, move] of Object.entries(moves).slice(0, effort({ ci: 3, soak: 5 }))) {
  test(`where the ${what} under a running app, nothing more is acknowledged`, async (t) => {
    const options = { root: await app, data: join(await dataFolder(t), 'data') };
    const server = await NoteServer.start(t, options);
    const client = new NoteClient(server);
    const id = await client.created('kept', 'as it was');

    await move(join(options.data, 'persist.db'));
    const met = await client.rewrite(id, 'lost');
    const after = await client.create('lost too');
    const ready = await client.get('/ready');
    const health = await client.get('/health');
    await server.stop();

    for (const refused of [met, after, ready, health]) assertProblem(refused, [503, 'store_halted']);
    const logged = server.log.find(({ msg }) => msg === 'request failed') as { err?: { cause?: { message: string } } };
    assert.match(logged.err!.cause!.message, /(is gone|was replaced by another file) while it was in use.* Put the file back/);
    assert.equal((await new NoteClient(await NoteServer.start(t, options)).get('/ready')).status, 200);
  });
}
