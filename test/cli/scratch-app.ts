import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runPersist } from './run-persist.js';
import { ServingProcess } from './serving-process.js';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** An app made by `persist new` that needs no installation: its packages are links to this checkout. */
export interface ScratchApp {
  readonly root: string;
  /** Replaces text in a file of the app, which must be there. */
  edit(file: string, from: string, to: string): Promise<void>;
  /** Runs `persist dev --json` or `persist start --json`, at most until the test ends. */
  serve(...args: readonly string[]): ServingProcess;
}

export async function scratchApp(
  t: Pick<TestContext, 'after'>,
  template: 'minimal' | 'ledger-core' | 'agile-board' = 'minimal',
): Promise<ScratchApp> {
  const processes: ServingProcess[] = [];
  // Before the folder goes: hooks run in the order of their registration.
  t.after(() => Promise.all(processes.map((each) => each.end())));
  const root = join(await scratchFolder(t), 'app');
  await runPersist(['new', 'app', '--template', template, '--no-install'], join(root, '..'));
  await mkdir(join(root, 'node_modules/@persist'), { recursive: true });
  for (const name of ['runtime', 'compiler', 'cli']) {
    await symlink(join(checkout, name), join(root, 'node_modules/@persist', name));
  }
  await mkdir(join(root, 'node_modules/@types'));
  await symlink(join(checkout, 'node_modules/@types/node'), join(root, 'node_modules/@types/node'));
  return {
    root,
    edit: (file, from, to) => edit(join(root, file), from, to),
    serve(...args) {
      const started = new ServingProcess(args, root);
      processes.push(started);
      return started;
    },
  };
}

/** A folder that is gone when the test ends. */
export async function scratchFolder(t: Pick<TestContext, 'after'>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'persist-cli-')));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}`);
  await writeFile(file, text.replace(from, to));
}
