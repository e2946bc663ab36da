import { accessSync, constants } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { persistBin } from './run-persist.js';
import { scratchFolder } from './scratch-app.js';

/** What a shell and npm need to live. */
const basics = ['sh', 'env', 'stty', 'tput', 'clear', 'grep', 'sed', 'tr', 'cat', 'ls', 'sleep', 'git'];

/**
 * A folder to be the whole PATH: `persist`, this node, the basics, and programs by name: `real` ones of this
 * machine, or scripts.
 */
export async function programFolder(
  t: TestContext,
  programs: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = await scratchFolder(t);
  await symlink(process.execPath, join(folder, 'node'));
  const all = { ...Object.fromEntries(basics.map((name) => [name, 'real'])), persist, ...programs };
  for (const [name, program] of Object.entries(all)) {
    const file = join(folder, name);
    if (program === 'real') await symlink(realProgram(name), file);
    else await writeFile(file, program, { mode: 0o755 });
  }
  return folder;
}

const persist = `#!/bin/sh\nexec node ${persistBin} "$@"\n`;

function realProgram(name: string): string {
  const files = process.env['PATH']!.split(delimiter).map((folder) => join(folder, name));
  const found = files.find(isExecutable);
  if (found === undefined) throw new Error(`The test needs ${name} on the PATH.`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
