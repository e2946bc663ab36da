import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from '@persist/compiler';
import type { Contract } from '@persist/contract';
import type { Scope } from './scope.js';

const template = fileURLToPath(new URL('../../templates/ledger-core', import.meta.url));

/** The ledger template, built as for production. */
export interface LedgerApp {
  /** What node is to run. */
  readonly main: string;
  readonly contract: Contract;
}

/** It is gone when the scope ends, a test or a file of tests. */
export async function buildLedger(scope: Scope): Promise<LedgerApp> {
  // Inside the repository, so that the bundle finds the runtime.
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
  const outdir = join(cache, `crash-${process.pid}-${(built += 1)}`);
  await buildApp({ root: template, outdir });
  scope.after(() => rm(outdir, { recursive: true, force: true }));
  const contract = JSON.parse(await readFile(join(outdir, 'contract.json'), 'utf8')) as Contract;
  return { main: join(outdir, 'main.js'), contract };
}

let built = 0;
