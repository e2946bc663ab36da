import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { note } from './narrate.mjs';

export const cli = fileURLToPath(new URL('../../cli/bin/persist.js', import.meta.url));

/** Creates, installs and builds the app the way its author would; returns its folder. */
export async function createLedgerApp(folder) {
  await persist(['new', 'household', '--template', 'ledger-core'], folder);
  const app = join(folder, 'household');
  for (const file of ['src/model.ts', 'src/main.ts']) {
    note(`${file}   ${(await readFile(join(app, file), 'utf8')).split('\n').length - 1} lines`);
  }
  await persist(['build'], app);
  return app;
}

async function persist(args, cwd) {
  const started = performance.now();
  const child = spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`persist ${args.join(' ')} exited with ${code}:\n${(await said).join('\n')}`);
  note(`persist ${args.join(' ')}   ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
