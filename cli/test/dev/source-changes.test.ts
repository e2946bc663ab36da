import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
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

test('watching ends with its signal', async (t) => {
  const { changes, stop } = await watchedApp(t);
  const end = changes[Symbol.asyncIterator]().next();

  stop();

  assert.deepEqual(await end, { value: undefined, done: true });
});

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
