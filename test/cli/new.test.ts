import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { programFolder } from './program-folder.js';
import { persist, runPersist } from './run-persist.js';
import { checkout, scratchFolder } from './scratch-app.js';

test('new links to the checkout it runs from, and says what to type next', async (t) => {
  const folder = await scratchFolder(t);

  const stdout = await runPersist(['new', 'shop', '--no-install', '--package-manager', 'npm'], folder);

  const { dependencies } = await readManifest(join(folder, 'shop'));
  assert.deepEqual(dependencies, { '@persist/runtime': `file:${join(await realpath(checkout), 'runtime')}` });
  assert.match(stdout, /^Next:\n {2}cd shop\n {2}npm install\n {2}npm run dev$/m);
});

test('new takes the checkout that --link names', async (t) => {
  const folder = await scratchFolder(t);

  const stdout = await runPersist(
    ['new', 'shop', '--no-install', '--no-git', '--package-manager', 'npm', '--link', checkout, '--json'],
    folder,
  );

  assert.deepEqual(JSON.parse(stdout), {
    name: 'shop',
    folder: join(folder, 'shop'),
    template: 'minimal',
    packageManager: 'npm',
    packages: 'linked',
    checkout: join(checkout, '.').replace(/\/$/, ''),
    installed: false,
    git: 'declined',
  });
});

test('a --link that is no checkout is wrong usage and leaves nothing behind', async (t) => {
  const folder = await scratchFolder(t);

  const { code, stderr } = await persist(['new', 'shop', '--link', folder], folder);

  assert.equal(code, 2);
  assert.match(stderr, /is no checkout of persist/);
  assert.deepEqual(await readdir(folder), []);
});

test('a --link to a checkout that is not built is wrong usage', async (t) => {
  const folder = await scratchFolder(t);
  await mkdir(join(folder, 'clone/runtime'), { recursive: true });
  await writeFile(join(folder, 'clone/package.json'), '{"name":"persist"}');
  await writeFile(join(folder, 'clone/runtime/package.json'), '{"name":"@persist/runtime"}');

  const { code, stderr } = await persist(['new', 'shop', '--link', 'clone'], folder);

  assert.equal(code, 2);
  assert.match(stderr, /clone is not built\.\nhint {2}Run there: npm ci && npm run build$/m);
});

test('an app goes where the path says, and is called like the last part of it', async (t) => {
  const folder = await scratchFolder(t);
  await mkdir(join(folder, 'here'));

  const stdout = await runPersist(['new', '../apps/shop', '--no-install'], join(folder, 'here'));

  assert.match(stdout, new RegExp(`^ {2}cd ${folder}/apps/shop$`, 'm'));
  assert.equal((await readManifest(join(folder, 'apps/shop'))).name, 'shop');
});

test('an app can be made of the current folder, which may be a fresh repository', async (t) => {
  const folder = join(await scratchFolder(t), 'My Shop');
  await mkdir(join(folder, '.git'), { recursive: true });

  const { code, stdout, stderr } = await persist(
    ['new', '.', '--no-install', '--package-manager', 'npm'],
    folder,
  );

  assert.equal(code, 0, stderr);
  assert.equal((await readManifest(folder)).name, 'my-shop');
  assert.match(stdout, /^Next:\n {2}npm install\n {2}npm run dev$/m);
  assert.match(stderr, /^No git repository of its own: the folder is inside one$/m);
});

test('without a terminal each step is a line on stderr, and the result is alone on stdout', async (t) => {
  const folder = await scratchFolder(t);
  const PATH = await programFolder(t, { npm: '#!/bin/sh\necho added 3 packages\n' });

  const { stdout, stderr } = await persist(['new', 'shop', '--no-git'], folder, { PATH });

  assert.equal(
    stderr.replace(/in [\d.]+ s/, 'in 0 s'),
    `Copying minimal …
Copied minimal
Installing with npm …
Installed with npm in 0 s
Created shop from minimal

`,
  );
  assert.match(stdout, /^Next:\n/);
});

test('--verbose shows what the package manager says', async (t) => {
  const folder = await scratchFolder(t);
  const PATH = await programFolder(t, { npm: '#!/bin/sh\necho added 3 packages\n' });

  const { stderr } = await persist(['new', 'shop', '--no-git', '--verbose'], folder, { PATH });

  assert.match(stderr, /^Installing with npm …\nadded 3 packages\nInstalled with npm in /m);
});

test('--json prints the result and nothing else', async (t) => {
  const folder = await scratchFolder(t);
  const PATH = await programFolder(t, { npm: '#!/bin/sh\necho added 3 packages\n' });

  const { stdout, stderr } = await persist(['new', 'shop', '--json', '--verbose'], folder, { PATH });

  assert.equal((JSON.parse(stdout) as { installed: boolean }).installed, true);
  assert.equal(stderr, '');
});

test('--json of a failed installation is its problem, with what the package manager said', async (t) => {
  const folder = await scratchFolder(t);
  const PATH = await programFolder(t, { npm: '#!/bin/sh\necho 404 Not Found\nexit 1\n' });

  const { code, stdout } = await persist(['new', 'shop', '--json'], folder, { PATH });

  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(stdout), {
    errors: [
      {
        code: 'install_failed',
        message: 'npm install --no-audit --no-fund --prefer-offline failed (1).',
        output: '404 Not Found',
        hint: 'Nothing was left behind. --no-install leaves this step to you.',
      },
    ],
  });
  assert.deepEqual(await readdir(folder), []);
});

test('without a terminal nobody is asked for the name: it is wrong usage', async (t) => {
  const folder = await scratchFolder(t);

  for (const args of [['new'], ['new', '--yes'], ['new', '--template', 'minimal']]) {
    const { code, stderr } = await persist(args, folder);

    assert.equal(code, 2);
    assert.equal(
      stderr,
      'error NAME is missing, and there is nobody to ask.\nhint  Give the app a name: persist new my-app\n',
    );
  }
  assert.deepEqual(await readdir(folder), []);
});

test('a folder that holds anything is wrong usage, named, and left alone', async (t) => {
  const folder = await scratchFolder(t);
  await mkdir(join(folder, 'shop/attic'), { recursive: true });

  const { code, stderr } = await persist(['new', 'shop', '--no-install'], folder);

  assert.equal(code, 2);
  assert.match(stderr, /^error .*\/shop is not empty: it holds attic\.$/m);
  assert.deepEqual(await readdir(join(folder, 'shop')), ['attic']);
});

test('a package manager that is not installed is named before anything is written', async (t) => {
  const folder = await scratchFolder(t);
  const PATH = await programFolder(t, { npm: 'real' });

  const { code, stderr } = await persist(['new', 'shop', '--package-manager', 'pnpm'], folder, { PATH });

  assert.equal(code, 1);
  assert.match(stderr, /^error pnpm is not installed\.\nhint {2}Install it, or choose npm with /);
  assert.deepEqual(await readdir(folder), []);
});

test('the package manager that runs the command is the default', async (t) => {
  const folder = await scratchFolder(t);
  const env = { npm_config_user_agent: 'pnpm/10.34.9 npm/? node/v20.20.2 linux x64' };

  const { stdout } = await persist(['new', 'shop', '--no-install'], folder, env);

  assert.match(stdout, /^ {2}pnpm install$/m);
});

for (const [signal, exitCode] of [
  ['INT', 130],
  ['TERM', 143],
] as const) {
  test(`SIG${signal} during the installation ends with ${exitCode} and leaves nothing behind`, async (t) => {
    const folder = await scratchFolder(t);
    // An installation that calls off who started it, as someone else would, and goes on.
    const npm = `#!/bin/sh\necho half > half\nkill -${signal} $PPID\nsleep 1000\n`;
    const PATH = await programFolder(t, { npm });

    const { code, stdout, stderr } = await persist(['new', 'apps/shop'], folder, { PATH });

    assert.equal(code, exitCode);
    assert.equal(stdout, '');
    assert.match(stderr, /^Cancelled; nothing was left behind\.$/m);
    assert.deepEqual(await readdir(folder), []);
  });
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

interface Manifest {
  readonly name: string;
  readonly dependencies: Record<string, string>;
}
