// Runs every *.test.ts of the workspaces under node:test, through the project's own TypeScript loader.
// Arguments are folders or files to run instead of all.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'fixtures', '.persist', '.scratch']);

function testFiles(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => {
      const child = join(path, entry.name);
      if (entry.isDirectory()) return testFiles(child);
      return entry.name.endsWith('.test.ts') ? [child] : [];
    })
    .sort();
}

const { workspaces } = JSON.parse(readFileSync('package.json', 'utf8'));
const roots = process.argv.length > 2 ? process.argv.slice(2) : workspaces.filter((name) => name !== 'templates');
const files = roots.flatMap(testFiles);
if (files.length === 0) {
  console.error(`no *.test.ts below ${roots.join(', ')}`);
  process.exit(2);
}

const child = spawn(
  process.execPath,
  ['--enable-source-maps', '--import', '@persist/compiler/register', '--test', '--test-reporter', 'spec', ...files],
  { stdio: 'inherit' },
);
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? code : 1;
});
