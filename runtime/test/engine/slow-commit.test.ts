import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Workshop } from '../fixtures/workshop/src/model.js';
import { bulk, rank, ranks, sheds } from './bulk-calls.js';
import { openEngine } from './open-engine.js';

test('while a commit has to wait, the records it is about are read as they were before it', async (t) => {
  const { engine, faults } = await openEngine(t, { kind: 'recording', models: [Workshop] });
  const ids = await sheds(engine, 3);
  const release = faults.holdNextCommit();
  const slow = [rank(engine, ids[0]!, 7), bulk(engine, ids.slice(1), { command: 'setRank', input: { rank: 8 } })];
  // The next turn commits them.
  await new Promise((resolve) => setImmediate(resolve));

  const during = await ranks(engine, ids);
  release();
  await Promise.all(slow);

  assert.deepEqual(during, [0, 0, 0]);
  assert.deepEqual(await ranks(engine, ids), [7, 8, 8]);
});
