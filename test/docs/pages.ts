import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { checkout } from '../cli/scratch-app.js';
import type { Page } from './documented-app.js';

const atTop = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const folders = ['docs', 'contract', 'compiler', 'runtime', 'cli', 'templates'];

/** Every document of the repository. */
export async function pages(): Promise<readonly Page[]> {
  const below = await Promise.all(folders.map((folder) => markdownBelow(join(checkout, folder))));
  const files = [...atTop.map((file) => join(checkout, file)), ...below.flat()].sort();
  return Promise.all(
    files.map(async (file) => ({
      name: relative(checkout, file).replaceAll(sep, '/'),
      text: await readFile(file, 'utf8'),
    })),
  );
}

const skipped: ReadonlySet<string> = new Set(['node_modules', 'dist', 'src', 'test', '.persist', 'data']);

async function markdownBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : markdownBelow(path);
      return entry.name.endsWith('.md') ? [path] : [];
    }),
  );
  return found.flat();
}
