import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'node:test';
import { ensureContract } from '@persist/compiler';
import { PersistApp } from '@persist/runtime';
import { faultyStore, testEnvironment, type Faults } from '@persist/runtime/testing';

const example = fileURLToPath(new URL('../../docs/examples/servers', import.meta.url));
const compiled = ensureContract(example);

export interface LedgerApp {
  readonly app: PersistApp;
  readonly faults: Faults;
}

/** The example's app on a temporary folder, with a clock that stands and repeatable ids; nothing is served yet. */
export async function openLedgerApp(t: TestContext): Promise<LedgerApp> {
  const dir = await mkdtemp(join(tmpdir(), 'persist-servers-'));
  let faults: Faults | undefined;
  const { contract } = await compiled;
  const app = await PersistApp.open(dir, {
    contract,
    environment: testEnvironment(),
    wrapStore(store) {
      const faulty = faultyStore(store);
      faults = faulty.faults;
      return faulty.store;
    },
  });
  t.after(async () => {
    await app.close();
    await rm(dir, { recursive: true, force: true });
  });
  return { app, faults: faults! };
}
