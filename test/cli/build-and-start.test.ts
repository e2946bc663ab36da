import assert from 'node:assert/strict';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { persist, runPersist } from './run-persist.js';
import { scratchApp } from './scratch-app.js';

test('a built app is served by start, from the data of the folder it is given', async (t) => {
  const app = await scratchApp(t);
  await runPersist(['build'], app.root);

  const start = app.serve('start', '--port', '0', '--data', 'elsewhere');
  const ready = await start.expect('ready');

  assert.deepEqual(ready.models, ['notes']);
  assert.equal((await fetch(`${ready.url}/api/notes`)).status, 200);
  assert.ok((await readdir(join(app.root, 'elsewhere'))).includes('persist.db'));
});

test('a built app runs without its sources', async (t) => {
  const app = await scratchApp(t);
  await runPersist(['build'], app.root);
  await rm(join(app.root, 'src/model.ts'));
  await rm(join(app.root, '.persist'), { recursive: true });
  await rm(join(app.root, 'src'), { recursive: true });

  const { url } = await app.serve('start', '--port', '0').expect('ready');

  assert.equal((await fetch(`${url}/api/notes`)).status, 200);
});

test('a build says what it wrote, how large it is and how long it took', async (t) => {
  const app = await scratchApp(t);

  const text = await runPersist(['build'], app.root);
  const json = JSON.parse(await runPersist(['build', '--json'], app.root)) as BuiltReport;

  assert.match(text, /^dist\/main\.js +\d+\.\d\d kB\ndist\/contract\.json +\d+\.\d\d kB\n/);
  assert.match(text, /^3 files, \d+\.\d\d kB; 1 source map, \d+\.\d\d kB\n1 model: notes\nbuilt in \d+ ms\n$/m);
  const { files, models, contractHash, warnings, ms } = json;
  assert.deepEqual([models, warnings], [['notes'], []]);
  assert.match(contractHash, /^[0-9a-f]{64}$/);
  assert.ok(ms > 0);
  for (const { path, bytes } of files) assert.equal((await stat(join(app.root, path))).size, bytes, path);
});

test('separate files are served like a bundle, and what a build before wrote does not stay', async (t) => {
  const app = await scratchApp(t);
  const built = async () => (await readdir(join(app.root, 'dist'))).sort();

  await runPersist(['build', '--no-bundle'], app.root);
  const separate = await built();
  const { url } = await app.serve('start', '--port', '0').expect('ready');
  await runPersist(['build'], app.root);

  assert.equal((await fetch(`${url}/api/notes`)).status, 200);
  const bundle = ['build.json', 'contract.json', 'main.js', 'main.js.map'];
  assert.deepEqual(separate, [...bundle, 'model.js', 'model.js.map'].sort());
  assert.deepEqual(await built(), bundle);
});

test('start refuses a build whose sources outside of src/ have changed', async (t) => {
  const app = await scratchApp(t);
  await mkdir(join(app.root, 'shared'));
  await writeFile(join(app.root, 'shared/greeting.ts'), "export const greeting = 'hello';\n");
  await app.edit('src/main.ts', "'./model.js';", "'./model.js';\nimport '../shared/greeting.js';");
  await runPersist(['build'], app.root);
  await app.edit('shared/greeting.ts', 'hello', 'goodbye');

  const start = app.serve('start', '--port', '0');

  assert.equal((await start.expect('error')).code, 'build_stale');
});

test('what start acknowledged is there after a kill', async (t) => {
  const app = await scratchApp(t);
  await runPersist(['build'], app.root);
  const first = app.serve('start', '--port', '0');
  const { url } = await first.expect('ready');
  const created = await fetch(`${url}/api/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Milk' }),
  });

  first.signal('SIGKILL');
  await first.ended;
  const again = await app.serve('start', '--port', '0').expect('ready');

  const found = await fetch(again.url! + created.headers.get('location')!);
  assert.deepEqual(await found.json(), await created.json());
});

test('a termination drains start and ends it with 0', async (t) => {
  const app = await scratchApp(t);
  await runPersist(['build'], app.root);
  const start = app.serve('start', '--port', '0');
  await start.expect('ready');

  start.signal('SIGTERM');

  assert.equal(await start.ended, 0);
});

test('start says to build first', async (t) => {
  const app = await scratchApp(t);

  const { code, stderr } = await persist(['start'], app.root);

  assert.equal(code, 1);
  assert.match(stderr, /holds no built app\.\nhint {2}Build it first: persist build/);
});

test('start refuses a build of other sources than those beside it', async (t) => {
  const app = await scratchApp(t);
  await runPersist(['build'], app.root);
  await app.edit('src/model.ts', 'archived = false;', 'archived = false;\n  pinned = false;');

  const start = app.serve('start', '--port', '0');

  assert.equal((await start.expect('error')).code, 'build_stale');
  assert.equal(await start.ended, 1);
});

test('a build with an error in it fails with the place and leaves the last one', async (t) => {
  const app = await scratchApp(t);
  await runPersist(['build'], app.root);
  const before = await readdir(join(app.root, 'dist'));
  await app.edit('src/model.ts', 'archived = false;', 'archived = false;\n  onChange = () => {};');

  const { code, stderr } = await persist(['build'], app.root);

  assert.equal(code, 1);
  assert.match(stderr, /^error src\/model\.ts:\d+:\d+ /);
  assert.match(stderr, /> \d+ \| {3}onChange = \(\) => \{\};/);
  assert.match(stderr, /^hint {2}/m);
  assert.deepEqual(await readdir(join(app.root, 'dist')), before);
});

test('an app that is not installed says so', async (t) => {
  const app = await scratchApp(t);
  await rm(join(app.root, 'node_modules'), { recursive: true });

  const { code, stderr } = await persist(['build'], app.root);

  assert.equal(code, 1);
  assert.match(stderr, /there is no @persist\/runtime\.\nhint {2}Install them first: npm install\n$/);
});

test('outside of an app commands say where they belong', async (t) => {
  const app = await scratchApp(t);

  for (const command of ['dev', 'build', 'start', 'openapi']) {
    const { code, stderr } = await persist([command], join(app.root, '..'));
    assert.equal(code, 2, command);
    assert.match(stderr, /is not inside an app/, command);
  }
});

interface BuiltReport {
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly models: readonly string[];
  readonly contractHash: string;
  readonly warnings: readonly object[];
  readonly ms: number;
}
