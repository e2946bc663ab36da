import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildApp, ensureContract } from '@persist/compiler';
import type { Contract } from '@persist/contract';
import { PersistApp } from '@persist/runtime';
import { ledgerServer } from '../crash/ledger-server.js';
import { Ledger } from './fixtures/ledger/src/model.js';

const root = fileURLToPath(new URL('fixtures/ledger', import.meta.url));

/** A service of ledgers that can die, and comes back on the same data. */
export interface LedgerHost {
  readonly url: string;
  /** Ends as it should, and starts again. */
  restart(): Promise<void>;
  /** Ends while that is under way, at the worst moment there is, and starts again. */
  crash(during: () => Promise<unknown>): Promise<void>;
  /** Nothing can be stored while that is under way; `undefined` where the host cannot be made to. */
  readonly failing?: <T>(during: () => Promise<T>) => Promise<T>;
}

/** In this process: it dies by commits that fail, and is opened again on what is on disk. */
export async function ledgerApp(t: TestContext): Promise<LedgerHost> {
  const dir = await mkdtemp(join(tmpdir(), 'persist-model-'));
  const { contract } = await ensureContract(root);
  let isFailing = false;
  const open = async () => {
    const app = await PersistApp.open(dir, {
      contract,
      wrapStore: (store) => ({
        ...store,
        commit: (group) => (isFailing ? Promise.reject(new Error('the disk is on fire')) : store.commit(group)),
      }),
    });
    await app.serveAutonomousModel(Ledger);
    const { url } = await app.listen({ port: 0, host: '127.0.0.1', logger: false });
    return { app, url };
  };
  let running = await open();
  t.after(async () => {
    await running.app.close();
    await rm(dir, { recursive: true, force: true });
  });
  const reopen = async (): Promise<void> => {
    await running.app.close();
    running = await open();
  };
  const failing = async <T>(during: () => Promise<T>): Promise<T> => {
    isFailing = true;
    try {
      return await during();
    } finally {
      isFailing = false;
    }
  };
  return {
    get url() {
      return running.url;
    },
    restart: reopen,
    async crash(during) {
      await failing(during);
      await reopen();
    },
    failing,
  };
}

/** In a process of its own, built as for production: it is killed a few moments into what is under way. */
export async function ledgerProcess(t: TestContext, moment: () => number): Promise<LedgerHost> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
  const outdir = join(cache, `model-based-${process.pid}`);
  await buildApp({ root, outdir });
  const contract = JSON.parse(await readFile(join(outdir, 'contract.json'), 'utf8')) as Contract;
  const server = await ledgerServer(t, { app: { main: join(outdir, 'main.js'), contract } });
  t.after(() => rm(outdir, { recursive: true, force: true }));
  let url = await server.start();
  return {
    get url() {
      return url;
    },
    async restart() {
      await server.stop();
      url = await server.start();
    },
    async crash(during) {
      const ended = during();
      await delay(moment());
      await server.kill();
      await ended;
      url = await server.start();
    },
  };
}
