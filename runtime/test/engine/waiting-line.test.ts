import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Settled } from '../../src/engine/engine.js';
import { outside, Workshop } from '../fixtures/workshop/src/model.js';
import { gate } from '../gate.js';
import { bulk, rank, versions } from './bulk-calls.js';
import { call, codeOf, done, openEngine, range, shed, workshop, type EngineSettings } from './open-engine.js';

/** Who waits behind an async command on the same record: how many, how long, and that nobody else does. */

test('a line that is full takes no more, and goes on when the command that it waits for has ended', async (t) => {
  const { engine, id, command } = await busy(t, { maxWaitingPerRecord: 2 });

  const waiting = [rank(engine, id, 1), rank(engine, id, 2)];
  const refused = await rank(engine, id, 3).then(() => 'done', messageOf);
  command.end();

  assert.match(refused, new RegExp(`^workshops/${id} is busy: 2 calls wait for it already. Nothing was changed`));
  await command.ended;
  assert.deepEqual((await Promise.all(waiting)).map((each) => done(each as Settled).version), [3, 4]);
  assert.equal((await engine.read(workshop(id))).record['rank'], 2);
});

test('who waits for a command that never ends is refused when its time is over, and has changed nothing', async (t) => {
  const { engine, id, command } = await busy(t, { maxWaitMs: 50 });

  const refused = await rank(engine, id, 7).catch(codeOf);

  assert.equal(refused, 'overloaded');
  command.end();
  await command.ended;
  const { version, record } = await engine.read(workshop(id));
  assert.deepEqual([version, record['rank']], [2, -1]);
});

test('each has its own time: a call that came later is still waiting when the first is refused', async (t) => {
  const { engine, id, command } = await busy(t, { maxWaitMs: 400 });
  let now = 1000;
  t.mock.method(performance, 'now', () => now);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const pass = (milliseconds: number) => {
    now += milliseconds;
    t.mock.timers.tick(milliseconds);
  };

  const first = rank(engine, id, 1).catch(codeOf);
  pass(300);
  const second = rank(engine, id, 2).catch(codeOf);
  const third = rank(engine, id, 3).catch(codeOf);
  pass(100);
  assert.equal(await first, 'overloaded');
  pass(299);
  const running = rank(engine, id, 4);
  pass(1);
  assert.deepEqual([await second, await third], ['overloaded', 'overloaded']);
  command.end();

  assert.equal(done(await running).version, 3);
});

test('a bulk call that names a busy record is refused with it, and leaves the other records free', async (t) => {
  const { engine, id, command } = await busy(t, { maxWaitMs: 50 });
  const other = await shed(engine, 'Barn');

  const refused = await bulk(engine, [other.id, id], { command: 'setRank', input: { rank: 5 } }).catch(codeOf);
  const afterwards = await rank(engine, other.id, 6);

  assert.equal(refused, 'overloaded');
  assert.equal(done(afterwards).version, 2);
  command.end();
  await command.ended;
  assert.equal((await engine.read(workshop(id))).record['rank'], -1);
});

test('a bulk call that is refused because a line is full disturbs no other that holds the record', async (t) => {
  const { engine, id, command } = await busy(t, { maxWaitingPerRecord: 1 });
  const first = bulk(engine, [id], { command: 'setRank', input: { rank: 5 } });

  const refused = await bulk(engine, [id], { command: 'setRank', input: { rank: 6 } }).catch(codeOf);
  command.end();

  assert.equal(refused, 'overloaded');
  assert.deepEqual(versions(await first), [3]);
  assert.equal((await engine.read(workshop(id))).record['rank'], 5);
});

test('calls of other records and reads of this one do not wait', async (t) => {
  const { engine, id, command } = await busy(t, {});
  const other = await shed(engine, 'Barn');
  const line = range(500).map((n) => rank(engine, id, n));

  const elsewhere = await rank(engine, other.id, 4);
  const read = await engine.read(workshop(id));
  command.end();

  assert.equal(done(elsewhere).version, 2);
  assert.equal(read.version, 1);
  assert.equal(done((await Promise.all(line)).at(-1)!).version, 502);
});

test('a line of commands that are not async has no limit: they run as they come', async (t) => {
  const { engine } = await openEngine(t, { kind: 'recording', models: [Workshop], settings: { maxWaitingPerRecord: 1 } });
  const { id } = await shed(engine, 'Tools');

  const outcomes = await Promise.all(range(100).map((n) => rank(engine, id, n)));

  assert.equal(done(outcomes.at(-1)!).version, 101);
});

/** An engine with a record on which an async command runs until it is told to end. */
async function busy(t: TestContext, settings: EngineSettings) {
  const { engine } = await openEngine(t, { kind: 'recording', models: [Workshop], settings });
  const { id } = await shed(engine, 'Tools');
  const held = gate();
  const reached = gate();
  t.mock.method(outside, 'call', () => (reached.open(), held.opened));
  const ended = engine.execute(workshop(id), { command: 'callOut', input: {} }, call);
  await reached.opened;
  return { engine, id, command: { end: held.open, ended } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
