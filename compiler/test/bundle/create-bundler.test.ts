import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { createBundler, type Bundler } from '../../src/bundle/create-bundler.js';
import { runNode } from '../loader/run-node.js';
import { scratchFolder, writeFiles } from '../loader/scratch-folder.js';

async function openBundler(t: TestContext, root: string): Promise<Bundler> {
  const bundler = await createBundler({ root, outdir: '.persist', mode: 'development' });
  t.after(() => bundler.dispose());
  return bundler;
}

const main = "import { text } from './text.js';\nconsole.log(text);";

test('each rebuild writes what the sources are then', async (t) => {
  const root = scratchFolder(t, { 'src/main.ts': main, 'src/text.ts': "export const text: string = 'one';" });
  const bundler = await openBundler(t, root);

  await bundler.rebuild();
  assert.equal((await runNode(root, ['.persist/main.js'])).stdout, 'one\n');
  writeFiles(root, { 'src/text.ts': "export const text: string = 'two';" });
  await bundler.rebuild();

  assert.equal((await runNode(root, ['.persist/main.js'])).stdout, 'two\n');
});

test('after an error the last bundle stands, until the sources are right again', async (t) => {
  const root = scratchFolder(t, { 'src/main.ts': main, 'src/text.ts': "export const text: string = 'one';" });
  const bundler = await openBundler(t, root);
  await bundler.rebuild();
  const first = readFileSync(join(root, '.persist/main.js'), 'utf8');

  writeFiles(root, { 'src/text.ts': 'export const text: = ;' });
  const broken = await bundler.rebuild();
  assert.deepEqual(broken.errors[0]?.place, { file: 'src/text.ts', line: 1, column: 20 });
  assert.deepEqual(broken.files, []);
  assert.equal(readFileSync(join(root, '.persist/main.js'), 'utf8'), first);

  writeFiles(root, { 'src/text.ts': "export const text: string = 'two';" });
  assert.deepEqual((await bundler.rebuild()).errors, []);
  assert.equal((await runNode(root, ['.persist/main.js'])).stdout, 'two\n');
});

test('a rebuild asked for while another runs sees what changed in between', async (t) => {
  const root = scratchFolder(t, { 'src/main.ts': main, 'src/text.ts': "export const text: string = 'one';" });
  const bundler = await openBundler(t, root);

  const first = bundler.rebuild();
  writeFiles(root, { 'src/text.ts': "export const text: string = 'two';" });
  await Promise.all([first, bundler.rebuild()]);

  assert.equal((await runNode(root, ['.persist/main.js'])).stdout, 'two\n');
});

test('the inputs follow the imports', async (t) => {
  const root = scratchFolder(t, { 'src/main.ts': main, 'src/text.ts': "export const text: string = 'one';" });
  const bundler = await openBundler(t, root);
  const inputs = ['src/main.ts', 'src/text.ts'].map((name) => join(root, name));
  assert.deepEqual((await bundler.rebuild()).inputs, inputs);

  writeFiles(root, { 'src/main.ts': "console.log('alone');" });

  assert.deepEqual((await bundler.rebuild()).inputs, [inputs[0]]);
});

test('a process that disposed of its bundler ends', async (t) => {
  const root = scratchFolder(t, {
    'src/main.ts': 'console.log(1);',
    'build.ts': `
      import { createBundler } from '${new URL('../../src/bundle/create-bundler.ts', import.meta.url).href}';
      const bundler = await createBundler({ root: '.', outdir: 'dist', mode: 'development' });
      console.log((await bundler.rebuild()).errors.length);
      await bundler.dispose();
    `,
  });

  assert.deepEqual(await runNode(root, ['build.ts']), { code: 0, stdout: '0\n', stderr: '' });
});
