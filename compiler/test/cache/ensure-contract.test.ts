import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { ensureContract } from '../../src/cache/ensure-contract.js';
import { createContractCompiler } from '../../src/compile-contract.js';
import { ContractErrors } from '../../src/contract-error.js';
import { runNode } from '../loader/run-node.js';
import { scratchFolder, writeFiles } from '../loader/scratch-folder.js';
import { brokenModel, noteApp, scratchApp } from './scratch-app.js';

const read = (root: string, name: string) => readFileSync(join(root, name), 'utf8');

test('the first call compiles, and keeps the contract where the runtime looks', async (t) => {
  const root = scratchApp(t);

  const { contract, path, cached, diagnostics } = await ensureContract(root);

  assert.deepEqual([cached, diagnostics, path], [false, [], join(root, '.persist/contract.json')]);
  assert.deepEqual(
    contract.models.map(({ name, commands }) => [name, commands.map((command) => command.name)]),
    [['notes', ['rewrite']]],
  );
  assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), contract);
  assert.equal(read(root, '.persist/.gitignore'), '*\n');
  assert.deepEqual(readdirSync(join(root, '.persist')).sort(), [
    '.gitignore',
    'contract.cache.json',
    'contract.json',
  ]);
});

test('while nothing changes, the contract is read and not made', async (t) => {
  const root = scratchApp(t);
  const first = await ensureContract(root);
  writeFiles(root, { 'test/note.test.ts': 'no part of the contract', 'src/readme.md': 'neither' });

  const second = await ensureContract(root);

  assert.deepEqual(second, { ...first, cached: true });
});

const changes: Readonly<Record<string, (root: string) => void>> = {
  'a source': (root) => writeFiles(root, { 'src/model.ts': `${noteApp['src/model.ts']}\n` }),
  'a new source': (root) => writeFiles(root, { 'src/orders/order.ts': 'export {};' }),
  'a source outside of src': (root) =>
    writeFiles(root, { 'shared/text.ts': 'export type Text = string; // more' }),
  'the tsconfig': (root) => writeFiles(root, { 'tsconfig.json': `${noteApp['tsconfig.json']} // more` }),
  'what the tsconfig extends': (root) => writeFiles(root, { 'base.json': `${noteApp['base.json']} // more` }),
  'package.json': (root) => writeFiles(root, { 'package.json': `${noteApp['package.json']}\n` }),
  'the installed packages': (root) => writeFiles(root, { 'node_modules/.package-lock.json': '{}' }),
  'contract.json': (root) => writeFiles(root, { '.persist/contract.json': '{}' }),
  'contract.json, which is gone,': (root) => rmSync(join(root, '.persist/contract.json')),
  'the record of the last compile': (root) =>
    writeFiles(root, { '.persist/contract.cache.json': '{ "key":' }),
};

for (const [name, change] of Object.entries(changes)) {
  test(`a change of ${name} makes the contract anew`, async (t) => {
    const root = scratchApp(t);
    const { contract } = await ensureContract(root);

    change(root);

    const again = await ensureContract(root);
    assert.equal(again.cached, false);
    assert.deepEqual(again.contract.models[0]?.fields, contract.models[0]?.fields);
    assert.equal((await ensureContract(root)).cached, true);
  });
}

test('a source that is gone takes its models with it', async (t) => {
  const task = "import { model } from '@persist/runtime';\n@model export class Task { title = ''; }\n";
  const root = scratchApp(t, { 'src/task.ts': task });
  const names = async () => (await ensureContract(root)).contract.models.map((model) => model.name);
  assert.deepEqual(await names(), ['notes', 'tasks']);

  rmSync(join(root, 'src/task.ts'));

  assert.deepEqual(await names(), ['notes']);
});

test('errors are thrown with their places, again and again, and leave the last good contract', async (t) => {
  const root = scratchApp(t);
  const { contract } = await ensureContract(root);
  writeFiles(root, { 'src/model.ts': brokenModel });

  for (const attempt of ['compiled', 'remembered']) {
    await assert.rejects(ensureContract(root), (error) => {
      assert.ok(error instanceof ContractErrors, attempt);
      assert.deepEqual(
        error.errors.map(({ code, place }) => [code, place]),
        [['function_type', { file: 'src/model.ts', line: 7, column: 9 }]],
      );
      return true;
    });
  }
  assert.deepEqual(JSON.parse(read(root, '.persist/contract.json')), contract);

  writeFiles(root, { 'src/model.ts': noteApp['src/model.ts'] });
  assert.deepEqual((await ensureContract(root)).contract, contract);
});

test('processes that ask at the same time share one compile', async (t) => {
  const root = scratchApp(t);
  const source = new URL('../../src/cache/ensure-contract.ts', import.meta.url).href;
  // Outside of the app, so that the loader does not make its contract first.
  const elsewhere = scratchFolder(t, {
    'ask.ts': `
      import { ensureContract } from '${source}';
      console.log((await ensureContract('${root}')).cached);
    `,
  });

  const runs = await Promise.all([1, 2, 3, 4].map(() => runNode(elsewhere, ['ask.ts'])));

  assert.deepEqual(runs.map(({ stdout }) => stdout.trim()).sort(), ['false', 'true', 'true', 'true']);
  assert.equal(existsSync(join(root, '.persist/contract.lock')), false);
});

test('calls at the same time in one process share one compile', async (t) => {
  const root = scratchApp(t);

  const results = await Promise.all([ensureContract(root), ensureContract(root)]);

  assert.deepEqual(results.map(({ cached }) => cached).sort(), [false, true]);
});

test('a compiler that the caller keeps is called when something changed, and only then', async (t) => {
  const root = scratchApp(t);
  const compiler = createContractCompiler({ root });
  t.after(() => compiler.close());
  const compiled: string[] = [];
  const compile = () => {
    const result = compiler.compile();
    compiled.push(result.contract?.models[0]?.className ?? 'none');
    return Promise.resolve(result);
  };

  await ensureContract(root, { compile });
  await ensureContract(root, { compile });
  writeFiles(root, { 'src/model.ts': noteApp['src/model.ts'].replace('class Note', 'class Memo') });
  await ensureContract(root, { compile });

  assert.deepEqual(compiled, ['Note', 'Memo']);
});

test('the lock of a process that is gone holds nobody up', async (t) => {
  const root = scratchApp(t);
  const { stdout: pid } = await promisify(execFile)(process.execPath, ['-p', 'process.pid']);
  mkdirSync(join(root, '.persist'));
  writeFileSync(join(root, '.persist/contract.lock'), pid.trim());

  assert.equal((await ensureContract(root)).cached, false);
  assert.equal(existsSync(join(root, '.persist/contract.lock')), false);
});
