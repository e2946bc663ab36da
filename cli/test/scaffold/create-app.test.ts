import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Failure } from '../../src/failure.js';
import { createApp, type CreateOptions } from '../../src/scaffold/create-app.js';
import type { AppPlan } from '../../src/scaffold/plan-app.js';
import { LineProgress, noProgress } from '../../src/scaffold/progress.js';
import { readTemplates } from '../../src/scaffold/templates.js';
import { onlyOnPath, scratchFolder } from './scratch.js';

const quietly: CreateOptions = { progress: noProgress, signal: new AbortController().signal };

test('an app gets its name, versions of the registry, and words for its package manager', async (t) => {
  const plan = await planIn(t, { name: '@me/notes', manager: 'pnpm' });

  await createApp(plan, quietly);

  const manifest = await readManifest(plan);
  assert.equal(manifest.name, '@me/notes');
  assert.deepEqual(manifest.dependencies, { '@persist/runtime': '^1.2.3' });
  assert.deepEqual(Object.keys(manifest.devDependencies), [
    '@persist/cli',
    '@persist/compiler',
    '@types/node',
    'typescript',
  ]);
  assert.match(await readFile(join(plan.folder, 'README.md'), 'utf8'), /^# @me\/notes\n[^]*pnpm run dev/);
  assert.match(await readFile(join(plan.folder, '.gitignore'), 'utf8'), /^data\/$/m);
  assert.doesNotMatch(await readFile(join(plan.folder, 'README.md'), 'utf8'), /\{\{/);
  assert.match(await readFile(join(plan.folder, 'pnpm-workspace.yaml'), 'utf8'), /better-sqlite3: true/);
});

test('an app of a checkout points at its folders, in the words of its package manager', async (t) => {
  const source = { kind: 'linked', checkout: '/src/persist' } as const;
  const withNpm = await planIn(t, { source });
  const withPnpm = await planIn(t, { source, manager: 'pnpm' });

  await createApp(withNpm, quietly);
  await createApp(withPnpm, quietly);

  assert.equal((await readManifest(withNpm)).dependencies['@persist/runtime'], 'file:/src/persist/runtime');
  assert.equal((await readManifest(withPnpm)).devDependencies['@persist/cli'], 'link:/src/persist/cli');
});

test('a folder that holds anything is refused and left alone', async (t) => {
  const plan = await planIn(t);
  await mkdir(plan.folder);
  await writeFile(join(plan.folder, 'thesis.txt'), 'draft 7');

  const refusal = await failureOf(createApp(plan, quietly));

  assert.equal(refusal.exitCode, 2);
  assert.match(refusal.message, /is not empty: it holds thesis\.txt\.$/);
  assert.deepEqual(await readdir(plan.folder), ['thesis.txt']);
});

test('a file in the place of the folder is refused and left alone', async (t) => {
  const plan = await planIn(t);
  await writeFile(plan.folder, 'draft 7');

  assert.equal((await failureOf(createApp(plan, quietly))).exitCode, 2);

  assert.equal(await readFile(plan.folder, 'utf8'), 'draft 7');
});

test('a folder that cannot be made is a failure that names it', async (t) => {
  const plan = await planIn(t);
  await writeFile(plan.folder, '');

  const refusal = await failureOf(createApp({ ...plan, folder: join(plan.folder, 'below') }, quietly));

  assert.match(refusal.message, /notes\/below/);
});

test('a failed installation leaves nothing behind, of the folders above it neither', async (t) => {
  const parent = await scratchFolder(t);
  await onlyOnPath(t, { npm: '#!/bin/sh\necho half > half\necho no such version >&2\nexit 7\n' });
  const plan = await planIn(t, { folder: join(parent, 'apps/notes'), install: true });

  const refusal = await failureOf(createApp(plan, quietly));

  assert.match(refusal.message, /^npm install .* failed \(7\)\.$/);
  assert.equal(refusal.problems[0]?.output, 'no such version');
  assert.deepEqual(await readdir(parent), []);
});

test('a missing package manager empties a folder that was there before', async (t) => {
  const plan = await planIn(t, { manager: 'pnpm', install: true });
  await mkdir(plan.folder);
  await onlyOnPath(t, {});

  const refusal = await failureOf(createApp(plan, quietly));

  assert.match(refusal.message, /^pnpm install .* failed \(ENOENT\)\.$/);
  assert.deepEqual(await readdir(plan.folder), []);
});

test('a failure of git leaves nothing behind', async (t) => {
  const plan = await planIn(t, { git: 'create' });
  await onlyOnPath(t, { git: '#!/bin/sh\nexit 128\n' });

  const refusal = await failureOf(createApp(plan, quietly));

  assert.equal(refusal.problems[0]?.code, 'git_init_failed');
  assert.deepEqual(await readdir(join(plan.folder, '..')), []);
});

test('a fresh repository counts as empty, and outlives a failure', async (t) => {
  const plan = await planIn(t, { install: true, git: 'inside_repository' });
  await mkdir(join(plan.folder, '.git'), { recursive: true });
  await onlyOnPath(t, { npm: '#!/bin/sh\nexit 7\n' });

  await failureOf(createApp(plan, quietly));
  assert.deepEqual(await readdir(plan.folder), ['.git']);

  await createApp({ ...plan, install: false }, quietly);
  assert.ok((await readdir(plan.folder)).includes('package.json'));
});

test('archives are named after what is in them, as another of that version may be in a cache', async (t) => {
  await onlyOnPath(t, { npm: packs });
  const plan = await planIn(t, { source: { kind: 'packed', checkout: '/' } });

  await createApp(plan, quietly);

  const archives = await readdir(join(plan.folder, 'vendor'));
  assert.equal(archives.length, 5);
  for (const archive of archives) assert.match(archive, /^persist-[a-z]+-1\.2\.3-[0-9a-f]{8}\.tgz$/);
  const runtime = archives.find((archive) => archive.startsWith('persist-runtime'));
  assert.equal((await readManifest(plan)).dependencies['@persist/runtime'], `file:./vendor/${runtime}`);
});

test('called off at any step, it leaves nothing behind', async (t) => {
  await onlyOnPath(t, { npm: packs, git: '#!/bin/sh\nexit 0\n' });
  const steps = await stepsOf(await planIn(t, everyStep), quietly);
  assert.deepEqual(steps, [
    'Packing / …',
    'Packed /',
    'Copying minimal …',
    'Copied minimal',
    'Installing with npm; SQLite may have to be compiled …',
    'Installed with npm in 0 s',
    'Creating a git repository …',
    'Created a git repository with a first commit',
  ]);

  for (const step of steps) {
    const plan = await planIn(t, everyStep);
    const stop = new AbortController();
    const reason = new Error(`called off after: ${step}`);
    const progress = new LineProgress((line) => withoutTime(line) === step && stop.abort(reason));

    await assert.rejects(createApp(plan, { progress, signal: stop.signal }), reason);
    assert.deepEqual(await readdir(join(plan.folder, '..')), [], step);
  }
});

const everyStep: Partial<AppPlan> = {
  install: true,
  git: 'create',
  // Any folder does: what packs it is not the real npm.
  source: { kind: 'packed', checkout: '/' },
};

/** `npm pack --pack-destination FOLDER ./contract ./compiler …`, and installs nothing. */
const packs = `#!/bin/sh
[ "$1" = pack ] || exit 0
for name in contract compiler runtime cli templates; do echo "$name" > "$3/persist-$name-1.2.3.tgz"; done
`;

async function stepsOf(plan: AppPlan, options: CreateOptions): Promise<string[]> {
  const steps: string[] = [];
  await createApp(plan, { ...options, progress: new LineProgress((line) => steps.push(withoutTime(line))) });
  return steps;
}

function withoutTime(line: string): string {
  return line.replace(/[\d.]+ s$/, '0 s');
}

async function planIn(t: TestContext, changes: Partial<AppPlan> = {}): Promise<AppPlan> {
  return {
    name: 'notes',
    folder: join(await scratchFolder(t), 'notes'),
    template: readTemplates()[0]!,
    manager: 'npm',
    source: { kind: 'registry', version: '1.2.3' },
    install: false,
    git: 'declined',
    ...changes,
  };
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const outcome = await work.catch((error: unknown) => error);
  assert.ok(outcome instanceof Failure);
  return outcome;
}

async function readManifest({ folder }: AppPlan): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

interface Manifest {
  readonly name: string;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}
