import { test } from 'node:test';
import fc from 'fast-check';
import { cases } from '../effort/effort.js';
import { LedgerClient } from './ledger-client.js';
import { ledgerApp, ledgerProcess, type LedgerHost } from './ledger-hosts.js';
import { play } from './play.js';
import { steps } from './steps.js';

test('whatever is called, restarted and left unstored, the service agrees with the reference after each step', async (t) => {
  await agrees(await ledgerApp(t), steps(3), cases({ ci: 30, soak: 5_000 }));
});

test('wherever the process is killed, the service agrees with the reference after each step', async (t) => {
  let kills = 0;
  // From before the request arrives until after it is answered.
  const host = await ledgerProcess(t, () => (kills += 1) % 7);

  await agrees(host, steps(5), cases({ ci: 8, soak: 1_500 }));

  t.diagnostic(`${kills} kills`);
});

/** One service for all cases: each has records of its own. */
async function agrees(host: LedgerHost, programs: ReturnType<typeof steps>, settings: ReturnType<typeof cases>) {
  const client = new LedgerClient(() => host.url);
  let played = 0;
  const property = fc.asyncProperty(programs, async (program) => {
    played += 1;
    await play({ host, client, name: `p${String(played).padStart(5, '0')}` }, program);
  });
  await fc.assert(property, settings);
}
