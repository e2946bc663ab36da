import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { buildApp } from '../../src/bundle/build-app.js';
import { brokenModel, noteApp, scratchApp } from '../cache/scratch-app.js';
import { runNode } from '../loader/run-node.js';
import { writeFiles } from '../loader/scratch-folder.js';

const main = { 'src/main.ts': "import { Note } from './model.js';\nconsole.log(Note.name);" };

test('a build is the bundle, its map and the contract', async (t) => {
  const root = scratchApp(t, main);

  const { contract, errors, warnings, diagnostics, files } = await buildApp({ root });

  assert.deepEqual([errors, warnings, diagnostics], [[], [], []]);
  assert.deepEqual(
    files,
    ['dist/main.js', 'dist/main.js.map', 'dist/contract.json'].map((name) => join(root, name)),
  );
  assert.deepEqual(JSON.parse(readFileSync(join(root, 'dist/contract.json'), 'utf8')), contract);
  assert.deepEqual(
    contract?.models.map((model) => model.name),
    ['notes'],
  );
  assert.deepEqual(await runNode(root, ['dist/main.js']), { code: 0, stdout: 'Note\n', stderr: '' });
});

const mistakes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'an error of the contract': { 'src/model.ts': brokenModel },
  'an error of the bundle': { 'src/main.ts': "import './missing.js';" },
  both: { 'src/model.ts': brokenModel, 'src/main.ts': "import './missing.js';" },
};

for (const [problem, sources] of Object.entries(mistakes)) {
  test(`after ${problem} the last build stands, bundle and contract, to the byte`, async (t) => {
    const root = scratchApp(t, main);
    await buildApp({ root });
    const built = () =>
      readdirSync(join(root, 'dist')).map((name) => [name, readFileSync(join(root, 'dist', name), 'utf8')]);
    const before = built();
    writeFiles(root, sources);

    const { contract, errors, diagnostics, files } = await buildApp({ root });

    assert.deepEqual([contract, files], [undefined, []]);
    assert.equal(errors.length > 0, 'src/main.ts' in sources);
    assert.equal(diagnostics.length > 0, 'src/model.ts' in sources);
    assert.deepEqual(built(), before);
  });
}

test('a first build that fails leaves no folder', async (t) => {
  const root = scratchApp(t, { ...main, 'src/model.ts': brokenModel });

  const { diagnostics } = await buildApp({ root, outdir: 'out' });

  assert.equal(diagnostics[0]?.place.file, 'src/model.ts');
  assert.equal(existsSync(join(root, 'out')), false);
});

test('a second build after a change replaces bundle and contract', async (t) => {
  const root = scratchApp(t, main);
  await buildApp({ root });
  writeFiles(root, {
    'src/model.ts': noteApp['src/model.ts'].replace('class Note', 'class Memo'),
    'src/main.ts': "import { Memo } from './model.js';\nconsole.log(Memo.name);",
  });

  const { contract } = await buildApp({ root });

  assert.deepEqual(
    contract?.models.map((model) => model.name),
    ['memos'],
  );
  assert.equal((await runNode(root, ['dist/main.js'])).stdout, 'Memo\n');
});
