import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder with these files, gone after the test. It has a `node_modules`: the cache goes with it. */
export function scratchFolder(t: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'persist-compiler-')));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, { 'package.json': '{ "type": "module" }', ...files });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  return folder;
}

/** Adds or replaces files of a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
