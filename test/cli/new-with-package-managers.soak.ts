import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { prebuiltSqlite } from '../packages/prebuilt-sqlite.js';
import { persistBin } from './run-persist.js';
import { checkout, scratchFolder } from './scratch-app.js';

/** What runs an app, and the package on the registry that brings it. */
const managers = [
  { manager: 'pnpm', from: 'pnpm@10' },
  { manager: 'pnpm', from: 'pnpm@12' },
  { manager: 'yarn', from: 'yarn@1' },
  { manager: 'yarn', from: '@yarnpkg/cli-dist@4' },
] as const;

for (const { manager, from } of managers) {
  test(`an app with its own packages installs, tests, builds and serves with ${from}`, async (t) => {
    const { env, folder } = await withManager(t, from);
    const root = join(folder, 'app');

    await run(persistBin, ['new', 'app', '--pack', '--package-manager', manager], { cwd: folder, env });
    await run(manager, ['run', 'typecheck'], { cwd: root, env });
    const tests = await run(manager, ['test'], { cwd: root, env });
    await run(manager, ['run', 'build'], { cwd: root, env });

    assert.match(tests, /^(?:# |ℹ )fail 0$/m);
    assert.doesNotMatch(tests, /^(?:# |ℹ )pass 0$/m);
    assert.ok((await readdir(join(root, 'dist'))).includes('main.js'));
    assert.equal(await statusOfFirstNote(manager, { cwd: root, env }), 201);
    // Nothing of it comes from the checkout, so that it runs where there is none.
    assert.ok((await realpath(join(root, 'node_modules/@persist/runtime'))).startsWith(root));
  });
}

test('an app of pnpm that is linked installs and passes its tests', async (t) => {
  const { env, folder } = await withManager(t, 'pnpm@12');
  const root = join(folder, 'app');

  await run(persistBin, ['new', 'app', '--package-manager', 'pnpm'], { cwd: folder, env });
  const tests = await run('pnpm', ['test'], { cwd: root, env });

  assert.match(tests, /^(?:# |ℹ )fail 0$/m);
  assert.equal(
    await realpath(join(root, 'node_modules/@persist/runtime')),
    join(await realpath(checkout), 'runtime'),
  );
});

interface Workplace {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A folder, and an environment in which the package manager is the one of that package. */
async function withManager(t: TestContext, from: string): Promise<Workplace> {
  const folder = await scratchFolder(t);
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline'];
  await run('npm', ['install', ...quietly, '--prefix', 'tools', from], { cwd: folder, env: process.env });
  const bin = join(folder, 'tools/node_modules/.bin');
  const env = {
    ...process.env,
    ...(await prebuiltSqlite(join(folder, 'prebuilt'))),
    PATH: bin + delimiter + process.env['PATH'],
    // Under a test runner another one would report to it instead of to us.
    NODE_TEST_CONTEXT: undefined,
  };
  return { folder, env };
}

interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Makes a note on the server that the script `dev` of the app runs. */
async function statusOfFirstNote(manager: string, { cwd, env }: Place): Promise<number> {
  const dev = spawn(manager, ['run', 'dev'], {
    cwd,
    env: { ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: the server is a child of a child.
    detached: true,
  });
  const ended = once(dev, 'close');
  try {
    for await (const line of createInterface(dev.stdout)) {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (url !== undefined) return (await fetch(`${url}/api/notes`, firstNote)).status;
    }
    throw new Error(`${manager} run dev ended before it listened.`);
  } finally {
    if (dev.exitCode === null) process.kill(-dev.pid!, 'SIGTERM');
    await ended;
  }
}

const firstNote = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"title":"Milk"}',
};

/** Runs a program, which must succeed; returns what it printed. */
async function run(program: string, args: readonly string[], place: Place): Promise<string> {
  const ran = await promisify(execFile)(program, args, place).catch((error: Error & { stdout: string }) => {
    throw new Error(`${error.message}\n${error.stdout}`);
  });
  return ran.stdout;
}
