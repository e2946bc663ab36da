import assert from 'node:assert/strict';
import { cp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { checkNativeModule } from '../../src/doctor/checks/native-module.js';
import { checkPackages } from '../../src/doctor/checks/packages.js';
import { scratchApp, type ScratchApp } from './scratch-app.js';

test('native-module: passes with the versions of driver and SQLite', async (t) => {
  const app = await scratchApp(t);

  const finding = await checkNativeModule(app.subject());

  assert.equal(finding.status, 'PASS');
  assert.match(finding.summary, /^better-sqlite3 1[23]\.\S+ with SQLite 3\.\S+ loads on Node\.js/);
});

test('native-module: fails where it is for another machine, and says how to compile it', async (t) => {
  const app = await scratchApp(t);
  const driver = await ownDriver(app);
  await writeFile(`${driver}/build/Release/better_sqlite3.node`, 'not for this machine');

  const finding = await checkNativeModule(app.subject());

  assert.equal(finding.status, 'FAIL');
  assert.equal(finding.summary, 'better-sqlite3 cannot be loaded');
  assert.match(finding.detail!, /^Error: .*better_sqlite3\.node/);
  assert.equal(finding.mend, 'npm rebuild better-sqlite3');
});

test('native-module: fails where it was never compiled', async (t) => {
  const app = await scratchApp(t);
  const driver = await ownDriver(app);
  await rm(`${driver}/build`, { recursive: true });

  const finding = await checkNativeModule(app.subject());

  assert.equal(finding.status, 'FAIL');
  assert.equal(finding.summary, 'better-sqlite3 was installed without being compiled');
  assert.match(finding.mend!, /^npm rebuild better-sqlite3 \(it needs a C\+\+ compiler/);
});

test('native-module: fails where it is compiled for another Node.js', async (t) => {
  const app = await scratchApp(t);
  const said =
    "The module 'better_sqlite3.node'\\nwas compiled against a different Node.js version using\\n" +
    'NODE_MODULE_VERSION 137. This version of Node.js requires\\nNODE_MODULE_VERSION 115.';
  await fakeRuntime(app, `throw new Error("${said}");`);

  const finding = await checkNativeModule(app.subject({ nodeVersion: '20.20.0' }));

  assert.equal(finding.status, 'FAIL');
  assert.equal(finding.summary, 'better-sqlite3 is compiled for another Node.js (ABI 137; 20.20.0 has 115)');
  assert.equal(finding.mend, 'npm rebuild better-sqlite3');
});

test('native-module: fails where it would end this Node.js, with the mend of the store', async (t) => {
  const app = await scratchApp(t);
  const said = 'better-sqlite3 13.2.0 ends Node 20.20.2 with a segmentation fault. Use Node 22 or later, or: npm install x';
  await fakeRuntime(app, `class StoreError extends Error {}\nthrow new StoreError('${said}');`);

  const finding = await checkNativeModule(app.subject());

  assert.deepEqual(finding, {
    status: 'FAIL',
    summary: 'better-sqlite3 13.2.0 ends Node 20.20.2 with a segmentation fault',
    mend: 'Use Node 22 or later, or: npm install x',
  });
});

test('native-module: one that ends its process ends that process alone', async (t) => {
  const app = await scratchApp(t);
  await fakeRuntime(app, "process.kill(process.pid, 'SIGKILL'); await new Promise(() => undefined);");

  const finding = await checkNativeModule(app.subject());

  assert.equal(finding.status, 'FAIL');
  assert.equal(finding.detail, 'Node.js was ended by SIGKILL.');
});

test('packages: pass where they are of one version', async (t) => {
  const app = await scratchApp(t);

  assert.deepEqual(await checkPackages(app.subject()), {
    status: 'PASS',
    summary: '@persist packages 0.1.0',
  });
});

test('packages: fail where one is of another version, with the place of each', async (t) => {
  const app = await scratchApp(t);
  await app.write('node_modules/@persist/runtime/package.json', '{ "version": "0.9.0" }');

  const finding = await checkPackages(app.subject());

  assert.equal(finding.status, 'FAIL');
  assert.match(finding.summary, /0\.9\.0/);
  assert.match(finding.detail!, /^@persist\/runtime 0\.9\.0 .*node_modules\/@persist\/runtime$/m);
  assert.match(finding.detail!, /^this command 0\.1\.0$/m);
});

test('packages: two copies of one version are a warning', async (t) => {
  const app = await scratchApp(t);
  await app.write('node_modules/@persist/contract/package.json', '{ "version": "0.1.0" }');

  const finding = await checkPackages(app.subject());

  assert.equal(finding.status, 'WARN');
  assert.equal(finding.summary, '@persist/contract is installed more than once');
  assert.equal(finding.mend, 'npm dedupe');
});

test('packages and native-module: an app that is not installed is told so', async (t) => {
  const app = await scratchApp(t);
  const subject = app.subject({ app: { root: '/', name: 'notebook', version: '1.0.0' } });

  const notInstalled = { status: 'FAIL', summary: '@persist/runtime is not installed', mend: 'npm install' };
  assert.deepEqual(await checkPackages(subject), notInstalled);
  assert.deepEqual(await checkNativeModule(subject), notInstalled);
});

const require = createRequire(import.meta.url);
const runtimeFolder = dirname(
  require.resolve('@persist/runtime/package.json', { paths: [import.meta.dirname] }),
);

/** Gives the app copies of the runtime and of its driver; returns the folder of the driver. */
async function ownDriver(app: ScratchApp): Promise<string> {
  const runtime = app.path('node_modules/@persist/runtime');
  await cp(`${runtimeFolder}/dist`, `${runtime}/dist`, { recursive: true });
  await cp(`${runtimeFolder}/package.json`, `${runtime}/package.json`);
  const driver = app.path('node_modules/better-sqlite3');
  const original = dirname(
    createRequire(`${runtimeFolder}/package.json`).resolve('better-sqlite3/package.json'),
  );
  for (const part of ['package.json', 'lib', 'build/Release/better_sqlite3.node']) {
    await cp(`${original}/${part}`, `${driver}/${part}`, { recursive: true });
  }
  return driver;
}

/** Gives the app a runtime that does this when it is loaded. */
async function fakeRuntime(app: ScratchApp, text: string): Promise<void> {
  const manifest = {
    name: '@persist/runtime',
    version: '0.1.0',
    type: 'module',
    exports: { './advanced': './advanced.js' },
  };
  await app.write('node_modules/@persist/runtime/package.json', JSON.stringify(manifest));
  await app.write('node_modules/@persist/runtime/advanced.js', text);
}
