import assert from 'node:assert/strict';
import { readFile, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { persist, runPersist } from './run-persist.js';
import { checkout, scratchFolder } from './scratch-app.js';

test('new links to the checkout it runs from, and says what to type next', async (t) => {
  const folder = await scratchFolder(t);

  const stdout = await runPersist(['new', 'shop', '--no-install'], folder);

  const { dependencies } = JSON.parse(await readFile(join(folder, 'shop/package.json'), 'utf8')) as Manifest;
  assert.deepEqual(dependencies, { '@persist/runtime': `file:${join(await realpath(checkout), 'runtime')}` });
  assert.match(stdout, /^ {2}cd shop\n {2}npm install\n {2}npm run dev$/m);
});

test('new takes the checkout that --link names', async (t) => {
  const folder = await scratchFolder(t);

  const stdout = await runPersist(['new', 'shop', '--no-install', '--link', checkout, '--json'], folder);

  assert.deepEqual(JSON.parse(stdout), {
    name: 'shop',
    folder: join(folder, 'shop'),
    template: 'minimal',
    packageManager: 'npm',
    installed: false,
    linkedTo: join(checkout, '.').replace(/\/$/, ''),
  });
});

test('a --link that is no checkout is wrong usage and leaves nothing behind', async (t) => {
  const folder = await scratchFolder(t);

  const { code, stderr } = await persist(['new', 'shop', '--link', folder], folder);

  assert.equal(code, 2);
  assert.match(stderr, /is no checkout of persist/);
  assert.deepEqual(await readdir(folder), []);
});

test('yarn is refused for an app that would be linked, and nothing is left behind', async (t) => {
  const folder = await scratchFolder(t);

  const { code, stderr } = await persist(
    ['new', 'shop', '--package-manager', 'yarn', '--no-install'],
    folder,
  );

  assert.equal(code, 2);
  assert.match(stderr, /^error yarn cannot run an app that is linked to a checkout\./);
  assert.deepEqual(await readdir(folder), []);
});

interface Manifest {
  readonly dependencies: Record<string, string>;
}
