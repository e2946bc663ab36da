import assert from 'node:assert/strict';
import type { CallLog, LoggedCall } from './call-log.js';
import { LedgerClient } from './ledger-client.js';
import { CONNECTIONS } from './ledger-load.js';

/**
 * Repeats calls with their keys: one that was answered is answered the same, as a replay; one that was not does now, at
 * the latest, what it was to do.
 */
export async function verifyAnswers(url: string, log: CallLog, calls: readonly LoggedCall[]): Promise<void> {
  const client = new LedgerClient(url, log, CONNECTIONS);
  const waiting = [...calls];
  const repeatAll = async (): Promise<void> => {
    for (let logged = waiting.pop(); logged !== undefined; logged = waiting.pop()) await repeat(client, logged);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, repeatAll));
  await client.close();
}

async function repeat(client: LedgerClient, { call, answer: first }: LoggedCall): Promise<void> {
  const again = await client.send(call);
  assert.ok(again, `${call.key} was not answered`);
  if (first !== undefined) assert.deepEqual(again, { ...first, replayed: true }, call.key);
}
