import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore, replay } from '@persist/runtime/advanced';
import type { Scope } from '../cli/built-app.js';
import { buildTills, type TillApp } from './till-app.js';
import type { TillClient } from './till-client.js';
import { TillProcess } from './till-process.js';

/** Some processes on one database. */
export interface TillProcesses {
  readonly all: readonly TillProcess[];
  /** Of the database. */
  readonly file: string;
  /** Connections to each. */
  clients(options?: Parameters<TillProcess['client']>[0]): readonly TillClient[];
  /** Ends all of them, each cleanly, then holds every state against its history. */
  endAndVerify(): Promise<void>;
}

export interface TillProcessesOptions {
  readonly app?: TillApp;
  readonly count?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts them all at once, on a folder in which nothing is yet; they are gone when the scope ends. */
export async function tillProcesses(scope: Scope, options: TillProcessesOptions = {}): Promise<TillProcesses> {
  const { count = 4, env } = options;
  let all: readonly TillProcess[] = [];
  // Before the folders go: hooks run in the order of their registration.
  scope.after(() => Promise.all(all.map((each) => each.kill())));
  const app = options.app ?? (await buildTills(scope));
  const folder = await mkdtemp(join(tmpdir(), 'persist-processes-'));
  scope.after(() => rm(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  const file = join(dataDir, 'persist.db');
  all = Array.from({ length: count }, () => new TillProcess(scope, { app, dataDir, env }));
  await Promise.all(all.map((each) => each.start()));

  return {
    all,
    file,
    clients: (connections) => all.map((each) => each.client(connections)),
    async endAndVerify() {
      assert.deepEqual(await Promise.all(all.map((each) => each.stop())), all.map(() => 0));
      await verifyHistories(file, app);
    },
  };
}

/** Every record has one line of history a version, and is what its history leads to, byte for byte. */
async function verifyHistories(file: string, { contract }: TillApp): Promise<void> {
  const store = await openSqliteStore({ file });
  try {
    await store.migrate(contract);
    assert.equal(store.connection.pragma('integrity_check', { simple: true }), 'ok');
    const ids = store.connection.prepare<[], string>('SELECT DISTINCT id FROM _persist_audits WHERE id IS NOT NULL').pluck();
    for (const id of ids.all()) {
      const target = { model: 'tills', id };
      const { items } = await store.audits({ ...target, offset: 0, limit: Number.MAX_SAFE_INTEGER, ascending: true });
      assert.deepEqual(items.map(({ version }) => version), items.map((_, index) => index + 1), `the versions of ${id}`);
      const state = JSON.stringify(await store.load('tills', id));
      assert.equal(state, JSON.stringify(replay(items, contract.models[0]!)), `${id} is what its history leads to`);
    }
  } finally {
    await store.close();
  }
}
