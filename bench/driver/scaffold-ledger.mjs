import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
export const persistBin = join(checkout, 'cli/bin/persist.js');
export const run = promisify(execFile);

/** The ledger in a folder of its own, with links to this checkout for packages; gone when the process ends. */
export async function scaffoldLedger() {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'persist-bench-')));
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  const args = ['new', 'ledger', '--template', 'ledger-core', '--no-install', '--no-git'];
  await run(process.execPath, [persistBin, ...args], { cwd: parent });
  const app = join(parent, 'ledger');
  mkdirSync(join(app, 'node_modules/@persist'), { recursive: true });
  mkdirSync(join(app, 'node_modules/@types'));
  for (const name of ['runtime', 'compiler', 'cli']) {
    symlinkSync(join(checkout, name), join(app, 'node_modules/@persist', name));
  }
  symlinkSync(join(checkout, 'node_modules/@types/node'), join(app, 'node_modules/@types/node'));
  return app;
}
