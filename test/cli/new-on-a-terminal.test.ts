import assert from 'node:assert/strict';
import { on } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { programFolder } from './program-folder.js';
import { checkout, scratchFolder } from './scratch-app.js';
import { Terminal } from './terminal.js';

test('new asks for what it needs, shows what it does, and says what to type next', async (t) => {
  const { terminal, folder } = await open(t, { npm: 'real', pnpm: idle });

  await terminal.run('persist new');
  await terminal.until(/Name of the app\n│ {2}my-app/);
  await terminal.type('shop', 'Enter');
  await terminal.until(/● minimal \(One small model and its tests\)\n│ {2}○ agile-board/);
  await terminal.type('Down', 'Down', 'Enter');
  await terminal.until(/● npm\n│ {2}○ pnpm/);
  await terminal.type('Enter');
  await terminal.until(/Create a git repository\?\n│ {2}● Yes \/ ○ No/);
  await terminal.type('Enter');
  const screen = await terminal.until(/The rules are in[^]*\n\$$/m);

  assert.equal(
    withoutTime(screen),
    `│  npm
│
◇  Create a git repository?
│  Yes
│
◇  Copied ledger-core
│
◇  Installed with npm in 0 s
│
◇  Created a git repository with a first commit
│
└  Created shop from ledger-core

Next:
  cd shop
  npm run dev

It answers at http://127.0.0.1:4000. Try it from a second terminal:
  curl -i http://127.0.0.1:4000/api/ledger-books \\
    -H 'content-type: application/json' -d '{"name":"Household"}'

The rules are in src/model.ts. Test them with: npm test
Its packages are links to ${await realpath(checkout)}.
$
`,
  );
  assert.ok(await terminal.isRestored());
  assert.deepEqual((await readdir(join(folder, 'shop'))).sort(), [
    '.git',
    '.gitignore',
    'README.md',
    'node_modules',
    'package-lock.json',
    'package.json',
    'src',
    'test',
    'tsconfig.json',
  ]);
});

test('what flags say is not asked for', async (t) => {
  const { terminal } = await open(t, { npm: idle, pnpm: idle });

  await terminal.run('persist new shop --template minimal --package-manager pnpm --no-git --no-install');
  const screen = await terminal.until(/The rules are in/);

  assert.match(screen, /┌ {2}persist new\n│\n◇ {2}Copied minimal\n│\n└ {2}Created shop from minimal/);
  assert.match(screen, /^Next:\n {2}cd shop\n {2}pnpm install\n {2}pnpm run dev$/m);
});

test('a name that will not do is refused where it is typed, and can be mended there', async (t) => {
  const { terminal, folder } = await open(t, {});
  await mkdir(join(folder, 'taken/by-others'), { recursive: true });

  await terminal.run('persist new --template minimal --no-git --no-install');
  await terminal.until(/my-app/);
  await terminal.type('MyShop', 'Enter');
  await terminal.until(/"MyShop" cannot be the name of a package\. Try my-shop\./);
  await terminal.type('C-u', 'taken', 'Enter');
  await terminal.until(/is not empty: it holds by-others\./);
  await terminal.type('C-u', 'my-shop', 'Enter');
  await terminal.until(/The rules are in/);

  assert.deepEqual((await readdir(folder)).sort(), ['my-shop', 'taken']);
});

test('a folder that is not empty is refused before anything is asked', async (t) => {
  const { terminal, folder } = await open(t, {});
  await mkdir(join(folder, 'shop/attic'), { recursive: true });

  await terminal.run('clear; persist new shop; echo "code $?"');
  const screen = await terminal.until(/code \d/);

  assert.match(screen, /^error .*shop is not empty: it holds attic\.\nhint {2}Choose another name/m);
  assert.match(screen, /^code 2$/m);
  assert.doesNotMatch(screen, /Template/);
});

for (const key of ['C-c', 'C-d', 'Escape']) {
  test(`${key} at a question ends with 130, the terminal as it was, and nothing written`, async (t) => {
    const { terminal, folder } = await open(t, {});

    await terminal.run('persist new; echo "code $?"');
    await terminal.until(/my-app/);
    await terminal.type(key);
    const screen = await terminal.until(/code \d/);

    assert.match(screen, /^Cancelled; nothing was left behind\.\ncode 130$/m);
    assert.ok(await terminal.isRestored());
    assert.deepEqual(await readdir(folder), []);
  });
}

test('Ctrl+C during the installation ends the package manager, and leaves nothing behind', async (t) => {
  const { terminal, folder } = await open(t, { npm: endless });

  await terminal.run('persist new shop --yes; echo "code $?"');
  await terminal.until(/Installing with npm [2-9] s/);
  await terminal.type('C-c');
  const screen = await terminal.until(/code \d/);

  assert.match(screen, /^■ {2}Installing with npm\nCancelled; nothing was left behind\.\ncode 130$/m);
  assert.ok(await terminal.isRestored());
  assert.deepEqual(await readdir(folder), []);
});

test('a window that is closed during the installation leaves nothing behind', async (t) => {
  const { terminal, folder } = await open(t, { npm: endless });
  await terminal.run('persist new shop --yes');
  await terminal.until(/Installing with npm/);

  const empty = emptied(folder);
  await terminal.close();

  await empty;
});

test('a failed installation shows what the package manager said, and leaves nothing behind', async (t) => {
  const npm = '#!/bin/sh\necho "npm error 404 Not Found" >&2\nexit 1\n';
  const { terminal, folder } = await open(t, { npm });

  await terminal.run('clear; persist new shop --yes; echo "code $?"');
  const screen = await terminal.until(/code \d/);

  assert.equal(
    screen,
    `┌  persist new
│
◇  Copied minimal
│
■  Installing with npm
error npm install --no-audit --no-fund --prefer-offline failed (1).
npm error 404 Not Found
hint  Nothing was left behind. --no-install leaves this step to you.
code 1
$
`,
  );
  assert.deepEqual(await readdir(folder), []);
});

test('colours are shown, unless NO_COLOR is set', async (t) => {
  const colour = /\u001b\[(?:\d+;)*3[0-9]m/;
  const { terminal } = await open(t, {});
  await terminal.run('persist new shop --yes --no-install');
  await terminal.until(/The rules are in/);
  assert.match(await terminal.paintedScreen(), colour);

  await terminal.run('clear; NO_COLOR=1 persist new other --no-install');
  await terminal.until(/● minimal/);
  assert.doesNotMatch(await terminal.paintedScreen(), colour);
  await terminal.type('Enter');
  await terminal.until(/Create a git repository\?/);
  await terminal.type('Enter');
  await terminal.until(/The rules are in/);
  assert.doesNotMatch(await terminal.paintedScreen(), colour);
});

/** A program that does nothing. */
const idle = '#!/bin/sh\nexit 0\n';

/** An installation that has begun to write, has started something, and does not end by itself. */
const endless = '#!/bin/sh\necho half > half\nsleep 1000 &\nwait\n';

interface Opened {
  readonly terminal: Terminal;
  /** Where it stands. */
  readonly folder: string;
}

async function open(t: TestContext, programs: Readonly<Record<string, string>>): Promise<Opened> {
  const folder = await scratchFolder(t);
  const path = await programFolder(t, { npm: idle, ...programs });
  const identity = { GIT_AUTHOR_NAME: 'Ann', GIT_AUTHOR_EMAIL: 'ann@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'Ann', GIT_COMMITTER_EMAIL: 'ann@example.org' };
  const home = await scratchFolder(t);
  const env = { PATH: path, HOME: home, ...identity, ...committer };
  return { terminal: await Terminal.open(t, { cwd: folder, env }), folder };
}

function withoutTime(screen: string): string {
  return screen.replace(/in [\d.]+ s$/m, 'in 0 s');
}

async function emptied(folder: string): Promise<void> {
  const watcher = watch(folder);
  const changes = on(watcher, 'change', { signal: AbortSignal.timeout(30_000) });
  while ((await readdir(folder)).length > 0) await changes.next();
  watcher.close();
}
