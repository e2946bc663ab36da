import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contract } from '@persist/contract';
import type { Scope } from '../cli/built-app.js';
import { runPersist } from '../cli/run-persist.js';

const sources = fileURLToPath(new URL('fixtures/tills', import.meta.url));

/** The app of tills, built by `persist build`. */
export interface TillApp {
  readonly root: string;
  readonly contract: Contract;
}

/** It is gone when its scope ends. */
export async function buildTills(scope: Scope): Promise<TillApp> {
  // Inside the repository, so that the bundle finds the runtime.
  const root = fileURLToPath(new URL(`../../node_modules/.cache/tills-${process.pid}`, import.meta.url));
  await cp(sources, root, { recursive: true });
  scope.after(() => rm(root, { recursive: true, force: true }));
  await runPersist(['build'], root);
  return { root, contract: JSON.parse(await readFile(join(root, 'dist/contract.json'), 'utf8')) as Contract };
}
