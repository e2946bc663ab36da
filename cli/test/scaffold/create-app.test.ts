import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Failure } from '../../src/failure.js';
import type { AppPlan } from '../../src/scaffold/copy-template.js';
import { createApp } from '../../src/scaffold/create-app.js';

const plan: AppPlan = {
  name: '@me/notes',
  template: 'minimal',
  manager: 'npm',
  checkout: undefined,
  version: '1.2.3',
};

test('an app gets its name, versions of the registry, and words for its package manager', async (t) => {
  const folder = join(await scratch(t), 'notes');

  await createApp({ ...plan, manager: 'pnpm' }, { folder, install: false });

  const manifest = await readManifest(folder);
  assert.equal(manifest.name, '@me/notes');
  assert.deepEqual(manifest.dependencies, { '@persist/runtime': '^1.2.3' });
  assert.deepEqual(Object.keys(manifest.devDependencies), [
    '@persist/cli',
    '@persist/compiler',
    '@types/node',
    'typescript',
  ]);
  assert.match(await readFile(join(folder, 'README.md'), 'utf8'), /^# @me\/notes\n[^]*pnpm run dev/);
  assert.match(await readFile(join(folder, '.gitignore'), 'utf8'), /^data\/$/m);
  assert.doesNotMatch(await readFile(join(folder, 'README.md'), 'utf8'), /\{\{/);
});

test('an app of a checkout points at its folders', async (t) => {
  const folder = join(await scratch(t), 'notes');

  await createApp({ ...plan, checkout: '/src/persist' }, { folder, install: false });

  const manifest = await readManifest(folder);
  assert.deepEqual(manifest.dependencies, { '@persist/runtime': 'file:/src/persist/runtime' });
  assert.equal(manifest.devDependencies['@persist/cli'], 'file:/src/persist/cli');
});

test('a folder that holds anything is refused and left alone', async (t) => {
  const folder = await scratch(t);
  await writeFile(join(folder, 'thesis.txt'), 'draft 7');

  const refusal = await createApp(plan, { folder, install: false }).catch((error: Failure) => error);

  assert.ok(refusal instanceof Failure);
  assert.equal(refusal.exitCode, 1);
  assert.match(refusal.message, /is not empty: it holds thesis\.txt\./);
  assert.deepEqual(await readdir(folder), ['thesis.txt']);
});

test('a failed installation leaves no new folder behind', async (t) => {
  const parent = await scratch(t);
  await onlyOnPath(t, { npm: '#!/bin/sh\nexit 7\n' });

  const refusal = await createApp(plan, { folder: join(parent, 'notes'), install: true }).catch(
    (error: Failure) => error,
  );

  assert.ok(refusal instanceof Failure);
  assert.match(refusal.message, /^npm install failed/);
  assert.deepEqual(await readdir(parent), []);
});

test('a missing package manager empties a folder that was there before', async (t) => {
  const parent = await scratch(t);
  const folder = join(parent, 'notes');
  await mkdir(folder);
  await onlyOnPath(t, {});

  const refusal = await createApp({ ...plan, manager: 'pnpm' }, { folder, install: true }).catch(
    (error: Failure) => error,
  );

  assert.ok(refusal instanceof Failure);
  assert.equal(refusal.message, 'pnpm is not installed.');
  assert.deepEqual(await readdir(parent), ['notes']);
  assert.deepEqual(await readdir(folder), []);
});

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

interface Manifest {
  readonly name: string;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

async function scratch(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'persist-new-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Until the test ends these are the only programs that can be found. */
async function onlyOnPath(t: TestContext, programs: Record<string, string>): Promise<void> {
  const folder = await scratch(t);
  const path = process.env['PATH'];
  for (const [name, script] of Object.entries(programs))
    await writeFile(join(folder, name), script, { mode: 0o755 });
  process.env['PATH'] = folder;
  t.after(() => {
    process.env['PATH'] = path;
  });
}
