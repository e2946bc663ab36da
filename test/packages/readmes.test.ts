import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { checkout, scratchApp, type ScratchApp } from '../cli/scratch-app.js';
import { runPersist } from '../cli/run-persist.js';
import { withoutTestRunner } from '../cli/without-test-runner.js';
import { blocksOf } from '../docs/markdown.js';

test('the README of the compiler prints the contract it says', async (t) => {
  const app = await scratchApp(t);
  const readme = await readReadme('compiler');
  await writeBlocks(app, readme);

  const { stdout } = await runTypeScript(app, 'print-contract.ts');

  assert.equal(stdout, output(readme));
});

test('the loader runs tests with the command in the README of the compiler', async (t) => {
  const app = await scratchApp(t);
  const command = blocksOf(await readReadme('compiler'), 'sh')[0]!;

  const { stdout } = await promisify(execFile)('sh', ['-c', command], { cwd: app.root, env: withoutTestRunner() });

  assert.match(stdout, /^(?:# |ℹ )fail 0$/m);
});

test('the README of the contract finds the change it says', async (t) => {
  const app = await scratchApp(t);
  const readme = await readReadme('contract');
  await symlink(join(checkout, 'contract'), join(app.root, 'node_modules/@persist/contract'));
  await writeBlocks(app, readme);
  await runPersist(['build'], app.root);
  await copyFile(join(app.root, 'dist/contract.json'), join(app.root, 'deployed.json'));
  await app.edit('src/model.ts', 'rewrite(text: string)', 'rewrite(body: string)');
  await app.edit('src/model.ts', 'this.text = text;\n  }\n\n  /** Puts', 'this.text = body;\n  }\n\n  /** Puts');
  await runPersist(['build'], app.root);

  const { stdout, code } = await runTypeScript(app, 'check-contract.ts');

  assert.equal(stdout, output(readme));
  assert.equal(code, 1);
});

test('the README of the command line knows its commands', async () => {
  const manifest = JSON.parse(await readFile(join(checkout, 'cli/oclif.manifest.json'), 'utf8')) as {
    readonly commands: Readonly<Record<string, unknown>>;
  };
  const rows = [...(await readReadme('cli')).matchAll(/^\| `persist ([a-z]+)/gm)].map(([, name]) => name!);

  assert.deepEqual(rows.sort(), Object.keys(manifest.commands).sort(), 'list it in cli/README.md');
});

test('the README of the templates lists all of them', async () => {
  const entries = await readdir(join(checkout, 'templates'), { withFileTypes: true });
  const rows = [...(await readReadme('templates')).matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name!);

  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  assert.deepEqual(rows.sort(), folders.sort(), 'list it in templates/README.md');
});

function readReadme(folder: string): Promise<string> {
  return readFile(join(checkout, folder, 'README.md'), 'utf8');
}

/** Writes the `ts` blocks to the files that their first lines name. */
async function writeBlocks(app: ScratchApp, readme: string): Promise<void> {
  for (const text of blocksOf(readme, 'ts')) {
    const file = join(app.root, /^\/\/ (\S+\.ts)$/m.exec(text)![1]!);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${text}\n`);
  }
}

/** What a README says is printed. */
function output(readme: string): string {
  return `${blocksOf(readme, 'text')[0]!}\n`;
}

async function runTypeScript(app: ScratchApp, file: string): Promise<{ readonly stdout: string; readonly code: number }> {
  const args = ['--import', '@persist/compiler/register', file];
  return promisify(execFile)(process.execPath, args, { cwd: app.root }).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { readonly stdout: string; readonly code: number }) => error,
  );
}
