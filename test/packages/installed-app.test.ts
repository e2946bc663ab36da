import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { OtherMachine } from './other-machine.js';
import { readManifest } from './published-packages.js';

// A stranger's path: the command line from a registry, an app from the command line, the app on a server.
const machine = await OtherMachine.open();
after(() => machine.close());
const app = join(machine.root, 'ledger');
const { version } = readManifest('cli');

before(async () => {
  await machine.run('npm', ['install', '@persist/cli'], 'tools');
  const persist = join(machine.root, 'tools/node_modules/.bin/persist');
  await machine.run(persist, ['new', 'ledger', '--template', 'ledger-core'], '.');
});

test('an app from the registry asks for the version that made it, and gets it from there', async () => {
  const manifest = JSON.parse(await readFile(join(app, 'package.json'), 'utf8')) as Dependencies;
  const { packages } = JSON.parse(await readFile(join(app, 'package-lock.json'), 'utf8')) as Lockfile;
  const installed = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/@persist/'));

  assert.deepEqual(Object.keys(manifest.dependencies), ['@persist/runtime']);
  assert.equal(manifest.dependencies['@persist/runtime'], `^${version}`);
  assert.deepEqual(
    Object.fromEntries(installed.map(([path, { integrity }]) => [path.slice('node_modules/'.length), integrity])),
    Object.fromEntries(machine.tarballs.map(({ name, integrity }) => [name, integrity])),
  );
});

test('its types check, its tests pass', async () => {
  await machine.run('npm', ['run', 'typecheck'], 'ledger');
  const tests = await machine.run('npm', ['test'], 'ledger');

  assert.match(tests, /^(?:# |ℹ )fail 0$/m);
  assert.doesNotMatch(tests, /^(?:# |ℹ )pass 0$/m);
});

test('it is built, and npm start serves it', async () => {
  await machine.run('npm', ['run', 'build'], 'ledger');

  const { url } = await machine.start('npm', ['start'], 'ledger');

  assert.equal((await createBook(url, 'Household')).status, 201);
});

test('on a server the production dependencies alone run it, and what it acknowledged survives a kill', async () => {
  await machine.run('npm', ['run', 'build'], 'ledger');
  const server = join(machine.root, 'server');
  await mkdir(server);
  for (const part of ['package.json', 'package-lock.json', 'dist']) {
    await cp(join(app, part), join(server, part), { recursive: true });
  }
  await machine.run('npm', ['ci', '--omit=dev'], 'server');
  const first = await machine.start(process.execPath, ['dist/main.js'], 'server');
  const created = await createBook(first.url, 'Office');
  await first.kill();

  const again = await machine.start(process.execPath, ['dist/main.js'], 'server');

  const found = await fetch(again.url + created.headers.get('location')!);
  assert.deepEqual(await found.json(), await created.json());
  for (const development of ['@persist/cli', '@persist/compiler', 'typescript', 'esbuild', 'react']) {
    assert.ok(!existsSync(join(server, 'node_modules', development)), development);
  }
});

test('a stack trace from inside the packages names lines of sources that are there', async () => {
  const script = `import { openSqliteStore } from '@persist/runtime/advanced';
    await openSqliteStore({ file: './package.json/data.db' }).catch((error) => console.log(error.stack));`;

  const stack = await machine.run(process.execPath, ['--enable-source-maps', '--input-type=module', '-e', script], 'ledger');

  const frames = [...stack.matchAll(/\(?(?:file:\/\/)?(\/[^():]*@persist[^():]*):(\d+):\d+\)?$/gm)];
  assert.ok(frames.length > 0, stack);
  for (const [, file, line] of frames) {
    assert.match(file!, /node_modules\/@persist\/runtime\/src\/.*\.ts$/);
    assert.ok((await readFile(file!, 'utf8')).split('\n').length >= Number(line), `${file}:${line}`);
  }
});

function createBook(url: string, name: string): Promise<Response> {
  return fetch(`${url}/api/ledger-books`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
}

interface Dependencies {
  readonly dependencies: Readonly<Record<string, string>>;
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
}
