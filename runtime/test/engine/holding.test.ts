import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { outside, Workshop } from '../fixtures/workshop/src/model.js';
import { gate } from '../gate.js';
import { bulk, sheds, versions } from './bulk-calls.js';
import { call, codeOf, done, failure, openEngine, shed, workshop, type OpenEngine } from './open-engine.js';

/** A bulk call holds its records until it is on disk: who waits for that, and who does not. */

for (const [what, seen] of Object.entries({ succeeds: [2, 9], fails: [1, 0] })) {
  test(`a read of a record that a bulk call has changed waits for its commit, which ${what}`, async (t) => {
    const { engine, faults } = await open(t);
    const ids = await sheds(engine, 2);
    if (what === 'fails') faults.failNextCommit(new Error('the disk is on fire'));
    const release = faults.holdNextCommit();

    const called = setRanks(engine, ids, 9).then(() => 'done', codeOf);
    await turn();
    const read = engine.read(workshop(ids[1]!));
    release();

    const { version, record } = await read;
    assert.deepEqual([version, record['rank']], seen);
    assert.equal(await called, what === 'fails' ? 'store_failed' : 'done');
  });
}

test('reads are answered while an async bulk call runs, with the state before it', async (t) => {
  const { engine } = await open(t);
  const ids = await sheds(engine, 3);
  const second = gate();
  const reached = gate();
  const steps = [() => Promise.resolve(), () => (reached.open(), second.opened), () => Promise.resolve()];
  t.mock.method(outside, 'call', () => steps.shift()!());

  const called = bulk(engine, ids, { command: 'callOut' });
  await reached.opened;
  // The first record is changed, the second is being changed, the third is still to come.
  const during = await Promise.all(ids.map((id) => engine.read(workshop(id))));
  second.open();
  await called;
  const after = await Promise.all(ids.map((id) => engine.read(workshop(id))));

  assert.deepEqual(during.map(({ version, record }) => [version, record['rank']]), [[1, 0], [1, 0], [1, 0]]);
  assert.deepEqual(after.map(({ version, record }) => [version, record['rank']]), [[2, -1], [2, -1], [2, -1]]);
});

test('records that a bulk call does not name are not kept waiting by it', async (t) => {
  const { engine } = await open(t);
  const ids = await sheds(engine, 2);
  const other = await shed(engine, 'Barn');
  const held = gate();
  t.mock.method(outside, 'call', () => held.opened);

  const called = bulk(engine, ids, { command: 'callOut' });
  const ranked = await setRanks(engine, [other.id], 4);
  held.open();

  assert.deepEqual(versions(ranked), [2]);
  assert.deepEqual(versions(await called), [2, 2]);
});

test('a bulk call starts when what runs before it on each of its records is on disk', async (t) => {
  const { engine, store, faults } = await open(t);
  const [a, b] = await sheds(engine, 2);
  const release = faults.holdNextCommit();
  const first = engine.execute(workshop(a!), { command: 'setRank', input: { rank: 1 } }, call);
  await turn();
  const commits = t.mock.method(store, 'commit');

  const both = setRanks(engine, [b!, a!], 2);
  for (let n = 0; n < 3; n += 1) await turn();
  assert.equal(commits.mock.callCount(), 0);
  release();

  assert.equal(done(await first).version, 2);
  assert.deepEqual(versions(await both), [2, 3]);
});

test('a record of a bulk call that runs again sees the same clock and ids', async (t) => {
  const one = await open(t);
  const { engine: other } = await one.again();
  const ids = await sheds(one.engine, 2);
  const runs: string[][] = [];
  t.mock.method(Workshop.prototype, 'stamp', (ctx: Parameters<Workshop['stamp']>[0]) => {
    const stamp = { id: ctx.id, at: ctx.now, version: ctx.version, first: ctx.uuid(), second: ctx.uuid() };
    runs.push([stamp.id, stamp.at.toISOString(), stamp.first, stamp.second]);
    return stamp;
  });
  const release = one.faults.holdNextCommit();

  const stamped = bulk(one.engine, ids, { command: 'stamp' });
  await turn();
  await other.execute(workshop(ids[1]!), { command: 'setRank', input: { rank: 1 } }, call);
  one.clock.advance(1000);
  release();

  assert.deepEqual(versions(await stamped), [2, 3]);
  assert.deepEqual(runs.slice(0, 2), runs.slice(2));
});

test('a bulk call that another process beats each time gives up, and leaves its records to those behind it', async (t) => {
  const one = await open(t);
  const { engine: other } = await one.again();
  const ids = await sheds(one.engine, 2);
  const commit = one.store.commit.bind(one.store);
  t.mock.method(one.store, 'commit', async (group: Parameters<typeof commit>[0]) => {
    if (group[0]!.writes.length === 2) {
      await other.execute(workshop(ids[1]!), { command: 'setRank', input: { rank: 1 } }, call);
    }
    return commit(group);
  });

  const beaten = await failure(setRanks(one.engine, ids, 2));
  const after = await one.engine.execute(workshop(ids[0]!), { command: 'setRank', input: { rank: 3 } }, call);

  assert.equal(beaten.code, 'write_conflict');
  assert.match(beaten.message, new RegExp(ids[1]!));
  assert.equal(done(after).version, 2);
});

async function open(t: TestContext): Promise<OpenEngine> {
  return openEngine(t, { kind: 'recording', models: [Workshop] });
}

function setRanks(engine: OpenEngine['engine'], ids: readonly string[], rank: number) {
  return bulk(engine, ids, { command: 'setRank', input: { rank } });
}
