import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { CallLog } from '../call-log.js';
import type { LedgerApp } from '../ledger-app.js';
import { LedgerLoad } from '../ledger-load.js';
import { ledgerServer, temporaryFolder } from '../ledger-server.js';
import type { Scope } from '../scope.js';
import { tracedTo } from './strace.js';

/** The life of a server, from an empty folder to its end under SIGTERM, with everything it asked of the system. */
export interface TracedRun {
  /** The folder that was empty. */
  readonly folder: string;
  /** What strace wrote. */
  readonly trace: string;
  readonly log: CallLog;
}

/** @param answers under load from all sides, at least. */
export async function tracedRun(
  scope: Scope,
  { app, answers, seed }: { readonly app: LedgerApp; readonly answers: number; readonly seed: number },
): Promise<TracedRun> {
  const folder = await temporaryFolder(scope);
  const trace = join(await temporaryFolder(scope), 'trace');
  const server = await ledgerServer(scope, { app, dataDir: join(folder, 'data'), through: tracedTo(trace) });
  const load = new LedgerLoad(seed);
  const url = await server.start();
  await load.prepare(url);
  const running = load.start(url);
  await running.answers(answers);
  await running.stop();
  assert.equal(await server.stop(), 0);
  return { folder, trace, log: load.log };
}
