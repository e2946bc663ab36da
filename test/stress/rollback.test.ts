import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { effort } from '../effort/effort.js';
import { TillJammed } from '../processes/fixtures/tills/src/model.js';
import { tillEngines, type Tills } from './till-engines.js';
import { assertWhole } from './whole-till.js';

test('commands that change everything and throw, thousands of times, leave state, history and memory as they were', async (t) => {
  const [tills] = (await tillEngines(t, { engines: 1, retry: true })) as [Tills];
  const { id } = await tills.create('jammed');
  for (let n = 0; n < 20; n += 1) await tills.on(id).book({ writer: `w${n % 4}`, amount: 1 + n });
  const before = await tills.get(id);
  await jam(tills, id, 500);
  const memory = heap();

  await jam(tills, id, effort({ ci: 3000, soak: 400_000 }));

  assert.deepEqual(await tills.get(id), before);
  assert.equal(JSON.stringify(await tills.at(id, { version: before.version })), JSON.stringify(before));
  assert.equal((await tills.audits(id, { perPage: 100 })).length, before.version);
  const grown = heap() - memory;
  t.diagnostic(`${Math.round(grown / 1024)} KiB more in memory`);
  assert.ok(grown < 3_000_000, `${grown} bytes of what was taken back are still there`);
});

test('commands that throw between others that do not leave no trace in what those make', async (t) => {
  const tills = await tillEngines(t, { engines: 2, retry: true });
  const { id } = await tills[0]!.create('mixed');
  const rounds = effort({ ci: 200, soak: 20_000 });

  for (let round = 0; round < rounds; round += 1) {
    const handle = tills[round % 2]!;
    const calls = [
      handle.on(id).book({ writer: 'a', amount: 1 }),
      assert.rejects(handle.on(id).jam({ writer: 'b', amount: 1 }), TillJammed),
      handle.on(id).bookSlowly({ writer: 'c', amount: 2 }),
      assert.rejects(handle.on(id).jam({ writer: 'd', amount: 1 }), TillJammed),
    ];
    await Promise.all(calls);
  }

  for (const handle of tills) {
    const till = await handle.get(id);
    assertWhole(till);
    assert.deepEqual([...till.tallies], [['a', { count: rounds, sum: rounds }], ['c', { count: rounds, sum: 2 * rounds }]]);
    assert.deepEqual([till.version, till.badge], [1 + 2 * rounds, undefined]);
  }
});

async function jam(tills: Tills, id: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 50) {
    const calls = Array.from({ length: 50 }, (_, k) =>
      assert.rejects(tills.on(id).jam({ writer: `w${k % 5}`, amount: 1 + k }), TillJammed),
    );
    await Promise.all(calls);
  }
}

/** Bytes in use once all that can be is collected. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
