import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { assertProblem, NoteClient } from './note-client.js';
import { dataFolder, failedStart, notesApp, NoteServer } from './note-server.js';

const template = fileURLToPath(new URL('../../templates/minimal/src/model.ts', import.meta.url));
const model = await readFile(template, 'utf8');

/** The app with other fields: text in place of `archived = false;`. */
function version(fields: string): Promise<string> {
  return notesApp({ 'src/model.ts': model.replace('  archived = false;\n', `  archived = false;\n${fields}`) });
}

const first = version('');
/** Every note has a colour. */
const second = version("  colour = 'white';\n");
/** A note may have a colour. */
const compatible = version('  colour?: string;\n');
const raised = notesApp({
  'src/model.ts': model.replace('@model\n', '@model({ schemaVersion: 2 })\n'),
});

test('an old version that still runs writes no rows without the field that a new one has added', async (t) => {
  const data = await dataFolder(t);
  const oldServer = await NoteServer.start(t, { root: await first, data });
  const old = new NoteClient(oldServer);
  const id = await old.created('of the old version', 'as it was');

  const current = new NoteClient(await NoteServer.start(t, { root: await second, data }));
  const refused = [await old.create('without colour'), await old.rewrite(id, 'lost'), await old.get('/ready')];
  const [read, health] = [await old.note(id), await old.get('/health')];
  const found = await current.get('/api/notes');

  for (const reply of refused) assertProblem(reply, [503, 'store_outdated']);
  assert.deepEqual([read.status, read.body['text'], health.status], [200, 'as it was', 200]);
  assert.equal(found.body['total'], 1);
  assert.equal((await current.note(id)).body['colour'], 'white');
  assert.equal((await current.rewrite(id, 'by the new version')).status, 204);
  assert.equal((await old.note(id)).body['text'], 'by the new version');
  await oldServer.stop();
  const line = oldServer.log.find(({ msg }) => msg === 'request failed') as { err: { cause: { message: string } } };
  assert.match(line.err.cause.message, /Another version of the app has changed the tables .*: notes differs in colour\. End this/);
});

test('an old version goes on beside a new one whose field may be absent', async (t) => {
  const data = await dataFolder(t);
  const old = new NoteClient(await NoteServer.start(t, { root: await first, data }));
  const current = new NoteClient(await NoteServer.start(t, { root: await compatible, data }));

  const id = await old.created('of the old version');

  assert.equal((await current.note(id)).status, 200);
  assert.equal((await old.get('/ready')).status, 200);
});

test('an old version that starts after a new one stops it; the new one fills in what the old one left out', async (t) => {
  const data = await dataFolder(t);
  const current = await NoteServer.start(t, { root: await second, data });

  const old = new NoteClient(await NoteServer.start(t, { root: await first, data }));
  const id = await old.created('without colour');
  const refused = await new NoteClient(current).create('too late');
  await current.stop();
  const again = new NoteClient(await NoteServer.start(t, { root: await second, data }));

  assertProblem(refused, [503, 'store_outdated']);
  assert.equal((await again.note(id)).body['colour'], 'white');
});

test('an old version does not start once the schema version was raised', async (t) => {
  const data = await dataFolder(t);
  const running = new NoteClient(await NoteServer.start(t, { root: await first, data }));
  await NoteServer.start(t, { root: await raised, data });

  const { code, terminal } = await failedStart(t, { root: await first, data });

  assert.equal(code, 1);
  assert.match(terminal, /notes is stored with schema version 2; this app has 1\. Deploy the newer version of the app/);
  assertProblem(await running.create('refused'), [503, 'store_outdated']);
});
