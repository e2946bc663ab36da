import assert from 'node:assert/strict';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createNote } from './create-note.js';
import { persistBin } from './run-persist.js';
import { scratchApp, type ScratchApp } from './scratch-app.js';
import { gone } from './serving-process.js';
import { Terminal, type TerminalOptions } from './terminal.js';

for (const [columns, rows] of [
  [80, 24],
  [200, 60],
] as const) {
  test(`at ${columns}x${rows} the screen shows requests, changes, an error and its mend`, async (t) => {
    const { app, terminal, url } = await openDev(t, { columns, rows });

    await createNote(url, { title: 'Milk' });
    await fetch(`${url}/nothing`);
    await terminal.until(/ 201 +[\d.]+ m?s {2}POST {4}\/api\/notes\b[^]* 404 +[\d.]+ m?s {2}GET {5}\/nothing/);

    await app.edit('src/model.ts', '@command archive()', 'rank = 5;\n\n  @command putAway()');
    const changed = await terminal.until(/database {4}notes\.rank column added/);
    assert.match(changed, /● reloaded in \d/);
    assert.match(changed, /breaking {4}notes\.commands\.archive is gone/);
    assert.match(changed, /compatible {2}notes\.commands\.putAway is new/);

    await app.edit('src/model.ts', 'rank = 5;', 'rank = () => 5;');
    const broken = await terminal.until(/Error at src\/model\.ts:\d+:3/);
    assert.match(broken, /● error; serves the last good version/);
    assert.match(broken, /> \d+ \| {3}rank = \(\) => 5;/);
    assert.match(broken, /Hint: /);
    assert.match(broken, /The last good version is still served\./);

    await app.edit('src/model.ts', 'rank = () => 5;', 'rank = 6;');
    assert.doesNotMatch(await terminal.until(/● reloaded in \d/), /Error|last good version/);
  });
}

test('what the app prints stands in a part of its own and tears nothing', async (t) => {
  const app = await screenApp(t);
  const loud = "console.log('one\\ttwo \\u001b[31mred\\u001b[2J');\nconsole.error('to stderr');\n";
  await app.edit('src/main.ts', 'await app.listen();', `${loud}await app.listen();`);
  const { terminal } = await openDev(t, { app });

  const screen = await terminal.until(/Output ─[^]*to stderr/);

  assert.match(screen, /^ one {2}two red$/m);
  assert.match(screen, /^ app {2}persist dev +● ready in/);
  assert.match(screen, /^ r restart {3}o docs {3}c clear {3}\? help {3}q quit$/m);
});

test('r starts the app again, though nothing was edited', async (t) => {
  const app = await screenApp(t);
  const named = "console.log('process', process.pid);\nawait app.listen();";
  await app.edit('src/main.ts', 'await app.listen();', named);
  const { terminal } = await openDev(t, { app });

  await terminal.type('r');
  const screen = await terminal.until(/● reloaded in[^]*process \d+\n process \d+$/m);

  const [first, second] = [...screen.matchAll(/process (\d+)/g)].map(([, pid]) => pid);
  assert.notEqual(first, second);
});

test('o opens the API reference in the browser', async (t) => {
  const app = await screenApp(t);
  const browser = join(app.root, 'browser.sh');
  await writeFile(browser, `#!/bin/sh\nexec ${process.execPath} -e 'fetch(process.argv[1])' "$1"\n`);
  await chmod(browser, 0o755);
  const { terminal } = await openDev(t, { app, env: { BROWSER: browser } });

  await terminal.type('o');

  await terminal.until(/200 +[\d.]+ m?s {2}GET {5}\/_docs$/m);
});

test('o says so where there is no browser', async (t) => {
  const { terminal } = await openDev(t, { env: { BROWSER: '/nowhere/browser' } });

  await terminal.type('o');

  await terminal.until(/No browser to open it with\./);
});

test('c clears the lists, and ? shows and hides help', async (t) => {
  const { terminal, url } = await openDev(t);
  await fetch(`${url}/nothing`);
  await terminal.until(/404/);

  await terminal.type('c');
  await terminal.until(/None yet\./);
  await terminal.type('?');
  const help = await terminal.until(/Keys/);
  await terminal.type('?');
  await terminal.until(/Requests/);

  assert.match(help, /q {2}quit {6}Finish what is under way and end; Ctrl\+C does the same\./);
  assert.match(help, /POST {4}\/\{id\}\/archive +archive/);
});

test('the screen follows the size of the terminal', async (t) => {
  const { terminal, url } = await openDev(t);
  await fetch(`${url}/nothing`);
  await terminal.until(/404/);

  await terminal.resize(200, 60);
  const wide = await terminal.until(/Routes ─+ {4}Requests ─+$/m);
  await terminal.resize(60, 14);
  const small = await terminal.until(/^ Requests ─+$/m);
  await terminal.resize(80, 24);
  const normal = await terminal.until(/^ Routes ─+\n[^]*^ Requests ─+$/m);

  assert.equal(count(wide, /persist dev/g), 1);
  assert.equal(count(small, /persist dev/g), 1);
  assert.ok(small.split('\n').every((line) => line.length <= 60));
  assert.equal(count(normal, /persist dev/g), 1);
  assert.match(normal, /404 +[\d.]+ m?s {2}GET {5}\/nothing/);
});

test('NO_COLOR is honoured, and colours are shown without it', async (t) => {
  const plain = await openDev(t, { env: { NO_COLOR: '1' } });
  const colourful = await openDev(t);

  assert.doesNotMatch(await plain.terminal.paintedScreen(), /\u001b\[(3[0-7]|9[0-7]|38)/);
  assert.match(await colourful.terminal.paintedScreen(), /\u001b\[(?:\d+;)*32m● ready/);
});

for (const key of ['q', 'C-c']) {
  test(`${key} ends the server and gives the terminal back`, async (t) => {
    const { terminal, url } = await openDev(t);

    await terminal.type(key);
    const after = await terminal.until(/^\$$/m);

    assert.doesNotMatch(after, /Requests/);
    assert.ok(await terminal.isRestored());
    await assert.rejects(fetch(url));
  });
}

for (const signal of ['TERM', 'HUP', 'INT']) {
  test(`SIG${signal} ends the server and gives the terminal back`, async (t) => {
    const { app, terminal, url } = await openDev(t);

    process.kill(await pidOfDev(app), `SIG${signal}`);
    await terminal.until(/^\$$/m);

    assert.ok(await terminal.isRestored());
    await assert.rejects(fetch(url));
  });
}

test('an exception nobody catches gives the terminal back, and stands on it', async (t) => {
  const { app, terminal, url } = await openDev(t, { onUsr2: "throw new Error('of a supervisor')" });

  process.kill(await pidOfDev(app), 'SIGUSR2');
  const after = await terminal.until(/Error: of a supervisor[^]*^\$$/m);

  assert.doesNotMatch(after, /Requests ─/);
  assert.ok(await terminal.isRestored());
  await assert.rejects(fetch(url));
});

test('a screen that cannot be drawn gives the terminal back, says why and ends the server', async (t) => {
  const { app, terminal, url } = await openDev(t, {
    onUsr2: "Number.prototype.toFixed = () => { throw new Error('cannot be drawn'); }",
  });

  process.kill(await pidOfDev(app), 'SIGUSR2');
  await fetch(`${url}/nothing`);
  await terminal.until(/cannot be drawn[^]*^\$$/m);

  assert.ok(await terminal.isRestored());
  await assert.rejects(fetch(url));
});

test('the server ends with a terminal that is closed', async (t) => {
  const { terminal, url } = await openDev(t);

  await gone(url, () => void terminal.close());

  await assert.rejects(fetch(url));
});

test('where CI is set lines are written', async (t) => {
  const app = await screenApp(t);
  const terminal = await Terminal.open(t, { cwd: app.root, env: { CI: '1' } });
  app.ends.push(() => endDev(terminal));

  await terminal.run(`${process.execPath} ${persistBin} dev --port 0`);
  const screen = await terminal.until(/^ready {6}http:\S+ in \d+ ms\n {11}http:\S+\/api\/notes\n/m);

  assert.doesNotMatch(screen, /Requests/);
});

interface ScreenApp extends ScratchApp {
  /** What has to come to its end before the folder goes. */
  readonly ends: (() => Promise<unknown>)[];
}

async function screenApp(t: TestContext): Promise<ScreenApp> {
  const ends: ScreenApp['ends'] = [];
  // Hooks run in the order of their registration.
  t.after(() => Promise.all(ends.map((end) => end())));
  return { ...(await scratchApp(t)), ends };
}

interface DevOptions extends Partial<Omit<TerminalOptions, 'cwd'>> {
  readonly app?: ScreenApp;
  /** What the supervisor does on SIGUSR2: a way to let it fail. */
  readonly onUsr2?: string;
}

/** `persist dev` on a terminal, serving. */
async function openDev(t: TestContext, { app: given, onUsr2 = '', ...options }: DevOptions = {}) {
  const app = given ?? (await screenApp(t));
  const terminal = await Terminal.open(t, { cwd: app.root, ...options });
  app.ends.push(() => endDev(terminal));
  await writeFile(join(app.root, 'preload.mjs'), preload(onUsr2));
  await terminal.run(`${process.execPath} --import ./preload.mjs ${persistBin} dev --port 0`);
  const screen = await terminal.until(/● ready in/);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(screen)![0];
  return { app, terminal, url };
}

/** Until the shell has its prompt back; one that has it already makes another. */
async function endDev(terminal: Terminal): Promise<void> {
  if (terminal.isClosed) return;
  await terminal.type('C-c');
  await terminal.until(/\$$/m);
}

function preload(onUsr2: string): string {
  return `
    import { writeFileSync } from 'node:fs';
    import { isMainThread } from 'node:worker_threads';
    if (isMainThread) {
      writeFileSync('dev.pid', String(process.pid));
      process.on('SIGUSR2', () => { ${onUsr2} });
    }
  `;
}

async function pidOfDev(app: ScreenApp): Promise<number> {
  return Number(await readFile(join(app.root, 'dev.pid'), 'utf8'));
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
