import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { NoteClient } from './note-client.js';
import { dataFolder, failedStart, notesApp, NoteServer } from './note-server.js';

const app = notesApp();

/** Root may write what it is not allowed to, unless it gives that up. */
const through =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-all'] : [];

/** What may not be written; the modes are put back for the next start. */
const places = [
  { what: 'a database', path: 'persist.db', mode: 0o444, usual: 0o644 },
  { what: 'a folder', path: '.', mode: 0o555, usual: 0o755 },
];

for (const { what, path, mode, usual } of places) {
  test(`an app does not start on ${what} that it may not write, and says what to do`, async (t) => {
    const options = { root: await app, data: await dataFolder(t) };
    const first = await NoteServer.start(t, options);
    const id = await new NoteClient(first).created('kept', 'as it was');
    await first.stop();
    const place = join(options.data, path);
    await chmod(place, mode);

    const { code, terminal } = await failedStart(t, { ...options, through });
    await chmod(place, usual);

    assert.equal(code, 1);
    assert.match(terminal, /(?:Opening .*persist\.db failed: .*|Migrating failed: .*persist\.db)\. Give the process write access to the file and its directory/);
    const client = new NoteClient(await NoteServer.start(t, options));
    assert.equal((await client.note(id)).body['text'], 'as it was');
  });
}

test('an app that may not make its folder says so', async (t) => {
  const folder = await dataFolder(t);
  await chmod(folder, 0o555);

  const { code, terminal } = await failedStart(t, { root: await app, data: join(folder, 'data'), through });
  await chmod(folder, 0o755);

  assert.equal(code, 1);
  assert.match(terminal, /Opening .*persist\.db failed: EACCES.*mkdir .* Give the process write access/);
});
