import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runNode } from '../loader/run-node.js';
import { scratchFolder, writeFiles } from '../loader/scratch-folder.js';
import { brokenModel, noteApp, scratchApp } from './scratch-app.js';

const printsModels = `
  import { readFileSync } from 'node:fs';
  type Contract = { models: { name: string }[] };
  const { models } = JSON.parse(readFileSync('.persist/contract.json', 'utf8')) as Contract;
  console.log(models.map((model) => model.name).join());
`;

test('the contract is there before the first line of the app runs', async (t) => {
  const root = scratchApp(t, { 'src/main.ts': printsModels });

  assert.deepEqual(await runNode(root, ['src/main.ts']), { code: 0, stdout: 'notes\n', stderr: '' });
});

test('the app of the entry file is meant, wherever it is started', async (t) => {
  const root = scratchApp(t, { 'src/main.ts': 'console.log(1);' });
  const elsewhere = scratchFolder(t, {});

  assert.deepEqual(await runNode(elsewhere, [join(root, 'src/main.ts')]), {
    code: 0,
    stdout: '1\n',
    stderr: '',
  });

  assert.equal(existsSync(join(root, '.persist/contract.json')), true);
  assert.equal(existsSync(join(elsewhere, '.persist')), false);
});

test('a contract error is printed with place, line and hint, and the app does not run', async (t) => {
  const root = scratchApp(t, { 'src/main.ts': 'console.log(1);', 'src/model.ts': brokenModel });

  for (const attempt of ['compiled', 'remembered']) {
    const run = await runNode(root, ['src/main.ts']);

    assert.deepEqual([run.code, run.stdout], [1, ''], attempt);
    assert.equal(
      run.stderr,
      [
        'error: src/model.ts:7:9 - Note.onChange: a function cannot be stored. ' +
          'Keep behaviour in methods; store the data it needs.',
        '  7 |         onChange: () => void = () => {};',
        '    |         ^',
        '',
      ].join('\n'),
    );
  }
});

test('test files that start together find the contract', async (t) => {
  const file = `
    import assert from 'node:assert/strict';
    import { readFileSync } from 'node:fs';
    import test from 'node:test';
    test('the contract is there', () => {
      assert.match(readFileSync('.persist/contract.json', 'utf8'), /"notes"/);
    });
  `;
  const files = ['test/a.test.ts', 'test/b.test.ts', 'test/c.test.ts'];
  const root = scratchApp(t, Object.fromEntries(files.map((name) => [name, file])));

  const run = await runNode(root, ['--test', '--test-reporter', 'tap', ...files]);

  assert.equal(run.code, 0, run.stdout);
  assert.match(run.stdout, /# pass 3\n/);
});

test('once the contract is made, a start loads neither TypeScript nor esbuild', async (t) => {
  const root = scratchApp(t, {
    'src/main.ts': `
      import { createRequire } from 'node:module';
      const loaded = Object.keys(createRequire(import.meta.url).cache);
      console.log(loaded.filter((file) => /typescript\\.js$|esbuild.lib/.test(file)).length > 0);
    `,
  });
  assert.equal((await runNode(root, ['src/main.ts'])).stdout, 'true\n');

  assert.deepEqual(await runNode(root, ['src/main.ts']), { code: 0, stdout: 'false\n', stderr: '' });
});

test('nothing is made for a package that has no models or does not depend on the runtime', async (t) => {
  const withoutModels = scratchApp(t, {
    'src/model.ts': "import type { model } from '@persist/runtime';\nexport type Model = typeof model;",
    'src/main.ts': 'console.log(1);',
  });
  const unrelated = scratchFolder(t, {
    ...noteApp,
    'package.json': '{ "type": "module" }',
    'src/main.ts': 'console.log(1);',
  });

  for (const root of [withoutModels, unrelated]) {
    assert.deepEqual(await runNode(root, ['src/main.ts']), { code: 0, stdout: '1\n', stderr: '' });
    assert.equal(existsSync(join(root, '.persist')), false);
  }
});

test('a changed model is met by a changed contract at the next start', async (t) => {
  const root = scratchApp(t, { 'src/main.ts': printsModels });
  await runNode(root, ['src/main.ts']);
  writeFiles(root, { 'src/model.ts': noteApp['src/model.ts'].replace('class Note', 'class Memo') });

  assert.equal((await runNode(root, ['src/main.ts'])).stdout, 'memos\n');
});
