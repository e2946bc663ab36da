import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runNode } from './run-node.js';
import { scratchFolder, writeFiles } from './scratch-folder.js';

const app = {
  'app.ts': "import { text } from './text.js';\nconsole.log(text);",
  'text.ts': "export const text: string = 'one';",
};
const output = (text: string) => ({ code: 0, stdout: `${text}\n`, stderr: '' });

/** With this, a start that needs esbuild fails: what it would run is no program. */
const withoutEsbuild = { ESBUILD_BINARY_PATH: import.meta.filename };

const entriesOf = (folder: string) => readdirSync(cacheOf(folder)).filter((name) => name.endsWith('.js'));
const cacheOf = (folder: string) => join(folder, 'node_modules/.cache/persist');

test('the second start does without esbuild', async (t) => {
  const folder = scratchFolder(t, app);
  assert.equal((await runNode(folder, ['app.ts'], withoutEsbuild)).code, 1);
  assert.deepEqual(await runNode(folder, ['app.ts']), output('one'));

  const second = await runNode(folder, ['app.ts'], withoutEsbuild);

  assert.deepEqual(second, output('one'));
});

test('a changed file is transpiled anew, the others are not', async (t) => {
  const folder = scratchFolder(t, app);
  await runNode(folder, ['app.ts']);
  writeFiles(folder, { 'text.ts': "export const text: string = 'two';" });

  assert.deepEqual(await runNode(folder, ['app.ts']), output('two'));
  assert.equal(entriesOf(folder).length, 3);
});

test('a changed compiler option makes everything anew', async (t) => {
  const folder = scratchFolder(t, {
    'app.ts': 'class Note { text?: string }\nconsole.log(Object.keys(new Note()).length);',
  });
  assert.deepEqual(await runNode(folder, ['app.ts']), output('1'));
  writeFiles(folder, { 'tsconfig.json': '{ "compilerOptions": { "useDefineForClassFields": false } }' });

  assert.deepEqual(await runNode(folder, ['app.ts']), output('0'));
});

test('an entry that lost its end is made anew', async (t) => {
  const folder = scratchFolder(t, app);
  await runNode(folder, ['app.ts']);
  for (const name of entriesOf(folder)) {
    const path = join(cacheOf(folder), name);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 20));
  }

  assert.deepEqual(await runNode(folder, ['app.ts']), output('one'));
  assert.deepEqual(await runNode(folder, ['app.ts'], withoutEsbuild), output('one'));
});

test('processes that start together on an empty cache all run and leave one entry a file', async (t) => {
  const folder = scratchFolder(t, app);

  const runs = await Promise.all(Array.from({ length: 8 }, () => runNode(folder, ['app.ts'])));

  assert.deepEqual(
    runs,
    Array.from({ length: 8 }, () => output('one')),
  );
  assert.deepEqual(
    readdirSync(cacheOf(folder))
      .map((name) => name.replace(/^\w{64}/, 'key'))
      .sort(),
    ['key.js', 'key.js', 'pruned'],
  );
  assert.deepEqual(await runNode(folder, ['app.ts'], withoutEsbuild), output('one'));
});

test('where node_modules cannot be written, a closed folder of the user is used', async (t) => {
  const folder = scratchFolder(t, { ...app, 'node_modules/.cache': 'a file, so that no folder can be made' });
  const temporary = scratchFolder(t, {});

  assert.deepEqual(await runNode(folder, ['app.ts'], { TMPDIR: temporary }), output('one'));

  const own = join(temporary, `persist-${process.getuid?.()}`);
  assert.equal(statSync(own).mode & 0o777, 0o700);
  assert.deepEqual(
    await runNode(folder, ['app.ts'], { TMPDIR: temporary, ...withoutEsbuild }),
    output('one'),
  );
});

test('a temporary folder that others may write to is not trusted', async (t) => {
  const folder = scratchFolder(t, { ...app, 'node_modules/.cache': 'a file, so that no folder can be made' });
  const temporary = scratchFolder(t, {});
  const own = join(temporary, `persist-${process.getuid?.()}`);
  mkdirSync(own);
  chmodSync(own, 0o777);

  assert.deepEqual(await runNode(folder, ['app.ts'], { TMPDIR: temporary }), output('one'));

  assert.deepEqual(readdirSync(own), []);
});

test('once a day entries older than 30 days are dropped', async (t) => {
  const folder = scratchFolder(t, app);
  await runNode(folder, ['app.ts']);
  const [old, recent] = entriesOf(folder) as [string, string];
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  utimesSync(join(cacheOf(folder), old), daysAgo(31), daysAgo(31));
  utimesSync(join(cacheOf(folder), recent), daysAgo(29), daysAgo(29));
  utimesSync(join(cacheOf(folder), 'pruned'), daysAgo(2), daysAgo(2));
  writeFiles(folder, { 'other.ts': 'const unrelated: number = 1;' });

  await runNode(folder, ['other.ts']);

  assert.equal(entriesOf(folder).includes(old), false);
  assert.equal(entriesOf(folder).includes(recent), true);
});
