import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { createNote } from './create-note.js';
import { gone } from './serving-process.js';
import { scratchApp } from './scratch-app.js';

test('dev serves the app, and an edit of it at the same address', async (t) => {
  const app = await scratchApp(t);
  const dev = app.serve('dev', '--port', '0');
  const ready = await dev.expect('ready');
  const note = await createNote(ready.url!, { title: 'Milk', text: 'two litres' });

  await app.edit('src/model.ts', 'split(/\\s+/).filter(Boolean).length', 'length');
  const reloaded = await dev.expect('reloaded');

  assert.deepEqual(ready.models, ['notes']);
  assert.deepEqual(Object.keys(ready), ['event', 'url', 'models', 'ms']);
  assert.deepEqual(Object.keys(reloaded), Object.keys(ready));
  assert.equal(reloaded.url, ready.url);
  assert.equal(await (await fetch(`${note}/word-count`)).json(), 'two litres'.length);
});

test('a contract error is shown with its place while the last good version serves', async (t) => {
  const app = await scratchApp(t);
  const dev = app.serve('dev', '--port', '0');
  const { url } = await dev.expect('ready');

  await app.edit('src/model.ts', '  archived = false;\n', '  archived = false;\n  onChange = () => {};\n');
  const error = await dev.expect('error');

  assert.deepEqual(Object.keys(error).sort(), [
    'code',
    'event',
    'frame',
    'hint',
    'message',
    'phase',
    'place',
    'serving',
  ]);
  assert.equal(error.phase, 'contract');
  assert.equal(error.serving, true);
  assert.equal((error.place as { file: string }).file, 'src/model.ts');
  assert.match(String(error.frame), /> \d+ \| {3}onChange = \(\) => \{\};/);
  assert.match(String(error.hint), /method/);
  assert.equal((await fetch(`${url}/api/notes`)).status, 200);

  await app.edit('src/model.ts', '  onChange = () => {};\n', '  pinned = false;\n');
  assert.equal((await dev.expect('reloaded')).url, url);
});

test('a file that does not parse is shown with its place while the last good version serves', async (t) => {
  const app = await scratchApp(t);
  const dev = app.serve('dev', '--port', '0');
  const { url } = await dev.expect('ready');

  await app.edit('src/model.ts', 'archived = false;', 'archived = = false;');
  const error = await dev.expect('error');

  assert.equal(error.phase, 'build');
  assert.match(String(error.frame), /archived = = false;/);
  assert.equal((await fetch(`${url}/api/notes`)).status, 200);
});

test('a version that throws while it starts is not taken', async (t) => {
  const app = await scratchApp(t);
  const dev = app.serve('dev', '--port', '0');
  const { url } = await dev.expect('ready');

  await app.edit('src/main.ts', 'await app.listen();', "throw new Error('no listening today');");
  const error = await dev.expect('error');

  assert.equal(error.phase, 'boot');
  assert.equal(error.message, 'no listening today');
  assert.deepEqual(error.place, { file: 'src/main.ts', line: 6, column: 7 });
  assert.equal((await fetch(`${url}/api/notes`)).status, 200);
});

test('a version that does not listen is not taken', async (t) => {
  const app = await scratchApp(t);
  await app.edit('src/main.ts', 'await app.listen();', '');
  const dev = app.serve('dev', '--port', '0');
  const error = await dev.expect('error');

  await app.edit('src/main.ts', 'Model(Note);', 'Model(Note);\nawait app.listen();');
  await dev.expect('ready');

  assert.equal(error.code, 'not_listening');
  assert.equal(error.hint, 'End it with: await app.listen();');
});

test('what an edit changes for clients is listed as breaking or not', async (t) => {
  const app = await scratchApp(t);
  const dev = app.serve('dev', '--port', '0');
  await dev.expect('ready');

  await app.edit('src/model.ts', '@command archive()', '@command putAway()');
  await dev.expect('reloaded');
  const changed = await dev.expect('contract-changed');

  const changes = changed.changes as { path: string; impact: string }[];
  assert.equal(changed.breaking, true);
  assert.deepEqual(changes.map(({ path, impact }) => `${impact} ${path}`).sort(), [
    'breaking notes.commands.archive',
    'compatible notes.commands.putAway',
  ]);
});

test('sources with an error at the start are served once it is mended', async (t) => {
  const app = await scratchApp(t);
  await app.edit('src/model.ts', 'archived = false;', 'archived = = false;');
  const dev = app.serve('dev', '--port', '0');
  const error = await dev.expect('error');

  await app.edit('src/model.ts', 'archived = = false;', 'archived = false;');
  const ready = await dev.expect('ready');

  assert.equal(error.serving, false);
  assert.equal((await fetch(`${ready.url}/api/notes`)).status, 200);
});

test('answered requests and changes of the tables are told', async (t) => {
  const app = await scratchApp(t);
  const dev = app.serve('dev', '--port', '0');
  const { url } = await dev.expect('ready');
  const created = await dev.expect('schema-changed');

  await createNote(url!, { title: 'Milk' });
  const request = await dev.expect('request');
  await app.edit('src/model.ts', '  archived = false;\n', '  archived = false;\n  rank = 5;\n');
  await dev.expect('reloaded');
  await dev.expect('contract-changed');
  const altered = await dev.expect('schema-changed');

  assert.deepEqual(created.changes, [{ kind: 'table_created', model: 'notes', table: 'notes' }]);
  const { ms, at, ...rest } = request;
  assert.deepEqual(rest, { event: 'request', method: 'POST', path: '/api/notes', status: 201 });
  assert.ok(Number(ms) > 0);
  assert.ok(Date.parse(String(at)) <= Date.now());
  assert.deepEqual(altered.changes, [{ kind: 'column_added', model: 'notes', field: 'rank' }]);
});

test('one error is told once, however often the file is written', async (t) => {
  const app = await scratchApp(t);
  const dev = app.serve('dev', '--port', '0');
  await dev.expect('ready');

  await app.edit('src/model.ts', 'archived = false;', 'archived = = false;');
  await dev.expect('error');
  await app.edit('src/model.ts', 'archived = = false;', 'archived = = false;');
  await app.edit('src/model.ts', 'archived = = false;', 'archived = false;');

  await dev.expect('reloaded');
});

test('an edit of .env starts the app again', async (t) => {
  const app = await scratchApp(t);
  const dev = app.serve('dev', '--port', '0');
  await dev.expect('ready');

  await writeFile(join(app.root, '.env'), 'LOG_LEVEL=debug\n');

  await dev.expect('reloaded');
});

test('a server that could not start is tried again by saving a file as it is', async (t) => {
  const app = await scratchApp(t);
  const gate = join(app.root, 'gate');
  const gated = "if (!(await import('node:fs')).existsSync('gate')) throw new Error('closed');\n";
  await app.edit('src/main.ts', 'await app.listen();', `${gated}await app.listen();`);
  const dev = app.serve('dev', '--port', '0');
  const error = await dev.expect('error');

  await writeFile(gate, '');
  await app.edit('src/main.ts', 'await', 'await');
  await dev.expect('ready');

  assert.equal(error.message, 'closed');
});

test('a server that dies is reported, and the next edit brings it back to its address', async (t) => {
  const app = await scratchApp(t);
  await app.edit('src/model.ts', 'this.archived = true;', "process.kill(process.pid, 'SIGKILL');");
  const dev = app.serve('dev', '--port', '0');
  const { url } = await dev.expect('ready');
  const note = await createNote(url!, { title: 'Milk' });

  await assert.rejects(fetch(`${note}/archive`, { method: 'POST' }));
  const error = await dev.expect('error');
  await app.edit('src/model.ts', "process.kill(process.pid, 'SIGKILL');", 'this.archived = true;');
  const reloaded = await dev.expect('reloaded');

  assert.equal(error.phase, 'run');
  assert.equal(error.serving, false);
  assert.match(String(error.message), /SIGKILL/);
  assert.equal(reloaded.url, url);
  assert.equal((await fetch(`${note}/archive`, { method: 'POST' })).status, 204);
});

test('a server that ends of an error nobody caught is reported with that error, and its place', async (t) => {
  const app = await scratchApp(t);
  await app.edit(
    'src/model.ts',
    'this.archived = true;',
    "setImmediate(() => { throw new Error('unforeseen'); });",
  );
  const dev = app.serve('dev', '--port', '0');
  const { url } = await dev.expect('ready');
  const note = await createNote(url!, { title: 'Milk' });

  await fetch(`${note}/archive`, { method: 'POST' }).catch(() => undefined);
  const error = await dev.expect('error');

  assert.equal(error.code, 'server_crashed');
  assert.equal(error.message, 'unforeseen');
  assert.equal((error.place as { file: string }).file, 'src/model.ts');
  assert.match(String(error.frame), /> \d+ \|.*setImmediate/);
});

test('the server ends with a dev that is killed', async (t) => {
  const app = await scratchApp(t);
  const dev = app.serve('dev', '--port', '0');
  const { url } = await dev.expect('ready');

  await gone(url!, () => dev.signal('SIGKILL'));

  await assert.rejects(fetch(`${url}/api/notes`));
});

test('an interrupt finishes what is under way and ends with 0', async (t) => {
  const app = await scratchApp(t);
  const dev = app.serve('dev', '--port', '0');
  const { url } = await dev.expect('ready');

  dev.signal('SIGINT');

  assert.deepEqual(await dev.expect('stopped'), { event: 'stopped' });
  assert.equal(await dev.ended, 0);
  await assert.rejects(fetch(`${url}/api/notes`));
});

test('a taken port is an error that names a way out', async (t) => {
  const app = await scratchApp(t);
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port } = other.address() as { port: number };

  const dev = app.serve('dev', '--port', String(port));
  const error = await dev.expect('error');

  assert.equal(error.code, 'port_in_use');
  assert.match(String(error.hint), /--port 0/);
  assert.equal(await dev.ended, 1);
});
