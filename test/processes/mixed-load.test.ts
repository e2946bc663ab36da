import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { fileScope } from '../cli/built-app.js';
import { effort, seed } from '../effort/effort.js';
import { MixedLoad } from './mixed-load.js';
import { buildTills } from './till-app.js';
import { tillProcesses, type TillProcesses } from './till-processes.js';
import { assertBooked, assertWhole } from './whole-till.js';

const building = buildTills(fileScope());

test('four processes take mixed commands on shared tills: sums are exact, histories whole', async (t) => {
  const processes = await tillProcesses(t, { app: await building });
  const load = await mixedLoad(t, processes, { tills: 5, steps: effort({ ci: 25, soak: 4000 }) });

  await load.run();

  await assertExact(processes, load);
});

test('one process is killed and started again and again while the others go on: nothing is lost, nothing done twice', async (t) => {
  const processes = await tillProcesses(t, { app: await building });
  const load = await mixedLoad(t, processes, { tills: 3, steps: effort({ ci: 40, soak: 6000 }) });
  const { clients } = load;
  const [victim] = processes.all;
  let goesOn = true;

  const done = load.run().finally(() => {
    goesOn = false;
  });
  let kills = 0;
  while (goesOn) {
    await Promise.race([load.answered(30 + Math.floor(Math.random() * 90)), done]);
    await victim!.kill();
    kills += 1;
    await victim!.start();
    clients[0] = victim!.client();
  }
  await done;

  t.diagnostic(`${kills} kills`);
  await assertExact(processes, load);
});

async function mixedLoad(t: TestContext, processes: TillProcesses, { tills, steps }: { tills: number; steps: number }) {
  const clients = [...processes.clients()];
  const ids = await Promise.all(
    Array.from({ length: tills }, async (_, n) => (await clients[n % clients.length]!.create(`till ${n}`)).id),
  );
  const from = seed();
  t.diagnostic(`SEED=${from}`);
  return Object.assign(new MixedLoad({ clients, ids, writersPerProcess: 4, steps, seed: from }), { clients, ids });
}

/** Every process says the same: what was acknowledged, and nothing else. */
async function assertExact(processes: TillProcesses, load: MixedLoad): Promise<void> {
  for (const client of processes.clients()) {
    for (const [id, booked] of load.booked) {
      const till = await client.till(id);
      assertWhole(till);
      assertBooked(till, booked);
    }
    const { total } = await client.done<{ total: number }>({ method: 'GET', path: '?perPage=1' });
    assert.equal(total, load.booked.size, 'tills that came have gone');
  }
  await processes.endAndVerify();
}
