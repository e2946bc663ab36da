// Runs every *.test.ts of the workspaces under node:test, through the project's own TypeScript loader.
// Arguments are folders or files to run instead of all. `--soak` runs the long form of those that have one
// (`test/effort/effort.ts`), and what takes too long for every change (*.soak.ts).
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const skipped = new Set(['node_modules', 'dist', 'fixtures', '.persist', '.scratch']);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { soak: { type: 'boolean', default: false } },
});
const { workspaces } = JSON.parse(readFileSync('package.json', 'utf8'));
const roots = positionals.length > 0 ? positionals : workspaces.filter((name) => name !== 'templates');
const files = roots.flatMap(filesIn).filter(values.soak ? hasLongForm : isTest);
if (files.length === 0) {
  console.error(`no ${values.soak ? 'test with a long form' : '*.test.ts'} below ${roots.join(', ')}`);
  process.exit(2);
}

// node:test leaves one core idle; of two that is half the machine. A soak measures memory and time: one by one.
const concurrency = values.soak ? 1 : Math.max(2, availableParallelism() - 1);
const child = spawn(
  process.execPath,
  [
    '--enable-source-maps',
    '--import',
    '@persist/compiler/register',
    '--test',
    `--test-concurrency=${concurrency}`,
    '--test-reporter',
    'spec',
    ...files,
  ],
  { stdio: 'inherit', env: { ...process.env, ...(values.soak && { PERSIST_EFFORT: 'soak' }) } },
);
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? code : 1;
});

function filesIn(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)]))
    .sort();
}

function isTest(file) {
  return file.endsWith('.test.ts');
}

function hasLongForm(file) {
  return file.endsWith('.soak.ts') || (isTest(file) && readFileSync(file, 'utf8').includes('/effort.js'));
}
