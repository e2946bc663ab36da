import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'node:test';
import { ensureContract } from '@persist/compiler';
import { PersistApp, type DomainHandle } from '@persist/runtime';
import { Till } from '../processes/fixtures/tills/src/model.js';

const compiled = ensureContract(fileURLToPath(new URL('../processes/fixtures/tills', import.meta.url)));

export type Tills = DomainHandle<typeof Till>;

export interface TillEngineOptions {
  /** On one file, as so many processes would be. */
  readonly engines: number;
  /** Whether a command that was slower than another engine's runs again. */
  readonly retry: boolean;
}

/** The tills through engines of their own, all on one file; closed when the test ends. */
export async function tillEngines(t: TestContext, { engines, retry }: TillEngineOptions): Promise<readonly Tills[]> {
  const { contract } = await compiled;
  const dir = await mkdtemp(join(tmpdir(), 'persist-stress-'));
  const opened: PersistApp[] = [];
  t.after(async () => {
    for (const app of opened) await app.close();
    await rm(dir, { recursive: true, force: true });
  });
  for (let n = 0; n < engines; n += 1) {
    // Long enough for a loaded machine: who waits is not what is tested here.
    const patience = { maxWaitMs: 60_000 };
    opened.push(await PersistApp.open(dir, { contract, retry: { attempts: retry ? 1000 : 1 }, ...patience }));
  }
  return Promise.all(opened.map((app) => app.openDomain(Till)));
}
