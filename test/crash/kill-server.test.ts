import assert from 'node:assert/strict';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { effort, seed } from '../effort/effort.js';
import { CallLog } from './call-log.js';
import { checkpointOf } from './checkpoint-of.js';
import { buildLedger } from './ledger-app.js';
import { createBook, openAccount } from './ledger-call.js';
import { LedgerClient } from './ledger-client.js';
import { LedgerLoad, type RunningLoad } from './ledger-load.js';
import { ledgerServer, type LedgerServer } from './ledger-server.js';
import { Random } from './random.js';
import { verifyAnswers } from './verify-answers.js';
import { verifyDatabase } from './verify-database.js';

const ROUNDS = effort({ ci: 6, soak: 80 });
/** Then a new one is begun: all of a database is checked after each round. */
const ROUNDS_A_DATABASE = 10;
/** Of the calls of earlier rounds, repeated after each round. */
const EARLIER_CALLS = 200;

const app = await buildLedger({ after });

test('kill -9 between requests loses nothing', async (t) => {
  const server = await ledgerServer(t, { app });
  const log = new CallLog();
  let url = await server.start();
  const client = () => new LedgerClient(url, log, 1);
  const created = await client().send(createBook('first'));
  const { id } = JSON.parse(created!.body) as { id: string };

  for (let round = 1; round <= 3; round += 1) {
    const opened = await client().send(openAccount(`round-${round}`, id));
    await server.kill();
    url = await server.start();

    const book = await client().get<{ version: number; accounts: unknown[] }>(`/api/ledger-books/${id}`);
    assert.equal(book.version, 1 + round);
    assert.equal(book.accounts.length, round);
    assert.deepEqual(book.accounts.at(-1), JSON.parse(opened!.body));
  }
});

test('kill -9 under load loses no acknowledged write and leaves nothing half-written', async (t) => {
  const chosen = seed();
  t.diagnostic(`SEED=${chosen}`);
  const random = new Random(chosen);
  const killedAt = { load: 0, checkpoint: 0, closing: 0, start: 0 };

  for (let done = 0; done < ROUNDS; done += ROUNDS_A_DATABASE) {
    const server = await ledgerServer(t, { app });
    const load = new LedgerLoad(chosen + done);
    let url = await server.start();
    await load.prepare(url);
    for (let round = done; round < Math.min(ROUNDS, done + ROUNDS_A_DATABASE); round += 1) {
      const earlier = [...load.log];
      await killUnderLoad(server, load.start(url), { round, random });
      killedAt[(await checkpointOf(server.database)).unfinished ? 'checkpoint' : momentOf(round)] += 1;
      for (let starts = random.below(3); starts > 0; starts -= 1) {
        await server.startAndKill(random.below(400));
        killedAt.start += 1;
      }
      url = await server.start();

      await verifyDatabase(server.database, app.contract, load.log);
      const sample = Array.from({ length: Math.min(EARLIER_CALLS, earlier.length) }, () => random.pick(earlier));
      await verifyAnswers(url, load.log, [...[...load.log].slice(earlier.length), ...new Set(sample)]);
    }
    await verifyDatabase(server.database, app.contract, load.log);
    t.diagnostic(`${load.log.size} calls`);
    await server.kill();
  }
  t.diagnostic(`killed ${JSON.stringify(killedAt)}`);
});

type Moment = 'load' | 'checkpoint' | 'closing';

function momentOf(round: number): Moment {
  return (['load', 'checkpoint', 'load', 'closing', 'load'] as const)[round % 5]!;
}

/** Somewhere in the middle: what is under way is at every stage. */
async function killUnderLoad(
  server: LedgerServer,
  load: RunningLoad,
  { round, random }: { readonly round: number; readonly random: Random },
): Promise<void> {
  await load.answers(50 + random.below(400));
  const moment = momentOf(round);
  if (moment === 'checkpoint') await checkpointBegun(server.database);
  // Not in step with the answers.
  await delay(random.below(moment === 'closing' ? 1 : 6));
  const stopped = moment === 'closing' ? server.stop() : undefined;
  if (stopped !== undefined) await delay(random.below(60));
  await server.kill();
  await stopped;
  await load.ended();
}

/** Nothing but a checkpoint writes to the database file itself. */
async function checkpointBegun(database: string): Promise<void> {
  const watcher = watch(database);
  await once(watcher, 'change');
  watcher.close();
}
