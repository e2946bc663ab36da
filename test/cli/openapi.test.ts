import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { persist, runPersist } from './run-persist.js';
import { scratchApp } from './scratch-app.js';

test('openapi prints the same document every time, from the sources alone', async (t) => {
  const app = await scratchApp(t, 'ledger-core');

  const first = await runPersist(['openapi'], app.root);
  await rm(join(app.root, '.persist'), { recursive: true });
  const second = await runPersist(['openapi'], app.root);

  const document = JSON.parse(first) as OpenApi;
  assert.equal(first, second);
  const description = 'Accounts, transfers, balances that are proven';
  assert.deepEqual(document.info, { title: 'app', version: '0.1.0', description });
  assert.ok('/api/ledger-books/{id}/create-transfer' in document.paths);
});

test('openapi --out writes the file and prints nothing', async (t) => {
  const app = await scratchApp(t);

  const stdout = await runPersist(['openapi', '--out', 'openapi.json'], app.root);

  assert.equal(stdout, '');
  assert.equal(
    await readFile(join(app.root, 'openapi.json'), 'utf8'),
    await runPersist(['openapi'], app.root),
  );
});

test('openapi describes the paths that the app serves', async (t) => {
  const app = await scratchApp(t);
  const printed = JSON.parse(await runPersist(['openapi'], app.root)) as OpenApi;

  const { url } = await app.serve('dev', '--port', '0').expect('ready');
  const served = (await (await fetch(`${url}/_openapi.json`)).json()) as OpenApi;

  assert.deepEqual(served.paths, printed.paths);
  assert.deepEqual(served.components, printed.components);
});

test('openapi of sources with an error fails with its place', async (t) => {
  const app = await scratchApp(t);
  await app.edit('src/model.ts', 'archived = false;', 'archived = false;\n  onChange = () => {};');

  const { code, stdout, stderr } = await persist(['openapi'], app.root);

  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^error src\/model\.ts:\d+:\d+ .*\n.*\n.*\n> \d+ \| {3}onChange/);
});

test('openapi --out into a folder that is not there says so', async (t) => {
  const app = await scratchApp(t);

  const { code, stderr } = await persist(['openapi', '--out', 'nowhere/openapi.json'], app.root);

  assert.equal(code, 1);
  assert.match(stderr, /^error The document could not be written \(ENOENT.*\)\.\nhint .*--out/);
});

interface OpenApi {
  readonly info: object;
  readonly paths: object;
  readonly components: object;
}
