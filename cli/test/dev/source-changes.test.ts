import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { isAppSource } from '../../src/dev/app-sources.js';
import { SourceChanges } from '../../src/dev/source-changes.js';

test('writes to several files are one edit', async (t) => {
  const { root, changes, stop } = await watchedApp(t);
  const edits = changes[Symbol.asyncIterator]();

  await Promise.all([writeFile(join(root, 'src/a.ts'), '1'), writeFile(join(root, 'src/b.ts'), '2')]);
  const first = await edits.next();
  stop();

  assert.equal(typeof first.value, 'number');
  assert.deepEqual(await edits.next(), { value: undefined, done: true });
});

test('an edit made while another is worked on is not lost', async (t) => {
  const { root, changes } = await watchedApp(t);
  const edits = changes[Symbol.asyncIterator]();
  await writeFile(join(root, 'src/a.ts'), '1');
  await edits.next();

  await writeFile(join(root, 'tsconfig.json'), '{ }');
  await changes.next();

  assert.equal((await edits.next()).done, false);
});

test('a write that changes nothing is no edit', async (t) => {
  const { root, changes } = await watchedApp(t);
  const edits = changes[Symbol.asyncIterator]();

  await writeFile(join(root, 'src/a.ts'), '0');
  await writeFile(join(root, 'src/b.ts'), '1');
  await edits.next();
  changes.demand();

  assert.equal((await edits.next()).done, false);
  assert.equal(await isEdited(changes), false);
});

test('after something else went wrong any write is an edit', async (t) => {
  const { root, changes } = await watchedApp(t);

  changes.takeAnyWrite();
  await writeFile(join(root, 'src/a.ts'), '0');

  assert.equal((await changes[Symbol.asyncIterator]().next()).done, false);
});

test('a file that is empty for a moment is one edit, with its text', async (t) => {
  const { root, changes } = await watchedApp(t);
  const edits = changes[Symbol.asyncIterator]();

  await writeFile(join(root, 'src/a.ts'), '');
  await delay(40);
  await writeFile(join(root, 'src/a.ts'), '1');
  await edits.next();

  assert.equal(await isEdited(changes), false);
});

test('sources have moved on as soon as they differ from the edit that was taken, and that is an edit', async (t) => {
  const { root, changes } = await watchedApp(t);
  const edits = changes[Symbol.asyncIterator]();
  writeFileSync(join(root, 'src/a.ts'), '1');
  await edits.next();
  assert.equal(changes.haveMovedOn(), false);

  // In this turn nobody has seen it.
  writeFileSync(join(root, 'src/a.ts'), '2');

  assert.equal(changes.haveMovedOn(), true);
  assert.equal((await edits.next()).done, false);
  assert.equal(changes.haveMovedOn(), false);
});

for (const file of ['.env', '.env.local', 'persist.config.ts', 'src/deep/er.json']) {
  test(`${file} is watched, though it was not there`, async (t) => {
    const { root, changes } = await watchedApp(t);
    await mkdir(join(root, 'src/deep'));

    await writeFile(join(root, file), '1');

    assert.equal((await changes[Symbol.asyncIterator]().next()).done, false);
  });
}

test('what an app writes itself is no source', () => {
  for (const path of ['data', 'data/persist.db', '.persist/main.js', 'dist/main.js', 'node_modules/a/b.js']) {
    assert.equal(isAppSource(path), false, path);
  }
});

test('watching ends with its signal', async (t) => {
  const { changes, stop } = await watchedApp(t);
  const end = changes[Symbol.asyncIterator]().next();

  stop();

  assert.deepEqual(await end, { value: undefined, done: true });
});

/** Whether an edit is waiting, once all that was written can have been seen. */
async function isEdited(changes: SourceChanges): Promise<boolean> {
  return Promise.race([changes.next().then(() => true), delay(300).then(() => false)]);
}

async function watchedApp(t: TestContext) {
  const root = await mkdtemp(join(tmpdir(), 'persist-watch-'));
  await mkdir(join(root, 'src'));
  await writeFile(join(root, 'src/a.ts'), '0');
  await writeFile(join(root, 'tsconfig.json'), '{}');
  const abort = new AbortController();
  const changes = new SourceChanges(root, abort.signal);
  t.after(async () => {
    abort.abort();
    await changes.close();
    await rm(root, { recursive: true, force: true });
  });
  await changes.watching;
  return { root, changes, stop: () => abort.abort() };
}
