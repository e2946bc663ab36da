import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { StepFailed, Workshop } from '../fixtures/workshop/src/model.js';
import { gate } from '../gate.js';
import { call, done, failure, openEngine, shed, workshop, type OpenEngine } from './open-engine.js';

/** Memory runs ahead of the disk: nobody may see it, and what rests on it falls with it. */

test('a read does not see a command that was called right after it and is not on disk', async (t) => {
  const { engine, faults } = await open(t);
  const { id } = await shed(engine);
  const release = faults.holdNextCommit();

  const read = engine.read(workshop(id));
  const ranked = setRank(engine, id, 9);
  const { version, record } = await read;
  release();

  assert.deepEqual([version, record['rank']], [1, 0]);
  assert.equal(done(await ranked).version, 2);
});

test('a read is answered although an async command starts right after it', async (t) => {
  const { engine } = await open(t);
  const { id } = await shed(engine);

  const read = engine.query(workshop(id), 'titles', {});
  const added = engine.execute(workshop(id), { command: 'addSlowly', input: { title: 'sweep' } }, call);

  assert.deepEqual(await read, { version: 1, result: [] });
  assert.equal(done(await added).version, 2);
});

test('a read that waits for the disk is not kept waiting by commands that came later', async (t) => {
  const { engine, faults } = await open(t);
  const { id } = await shed(engine);
  const releaseFirst = faults.holdNextCommit();
  const first = setRank(engine, id, 1);
  await turn();
  const read = engine.read(workshop(id));
  const second = setRank(engine, id, 2);

  releaseFirst();
  const releaseSecond = faults.holdNextCommit();
  const { version } = await read;
  releaseSecond();

  assert.equal(version, 2);
  assert.deepEqual([done(await first).version, done(await second).version], [2, 3]);
});

test('a read that loads does not put an old state in the place of one that a command works on', async (t) => {
  const one = await open(t);
  const { engine, store, faults } = one;
  const { id } = await shed(engine);
  const { engine: other } = await one.again();
  const releaseFirst = faults.holdNextCommit();
  const first = setRank(engine, id, 1);
  await turn();
  const read = engine.read(workshop(id));
  // Now memory has to be asked about again.
  await shed(other, 'Elsewhere');
  const versionOf = store.versionOf.bind(store);
  const asked = gate();
  t.mock.method(store, 'versionOf', async (...of: Parameters<typeof versionOf>) => {
    const version = await versionOf(...of);
    await asked.opened;
    return version;
  });

  const added = engine.execute(workshop(id), { command: 'addSlowly', input: { title: 'sweep' } }, call);
  releaseFirst();
  await first;
  const releaseSecond = faults.holdNextCommit();
  for (let n = 0; n < 4; n += 1) await turn();
  asked.open();
  await read;
  releaseSecond();

  assert.equal(done(await added).version, 3);
  assert.equal((await engine.read(workshop(id))).version, 3);
});

test('a refusal that arrives while the command it rests on fails is decided anew', async (t) => {
  const { engine, faults } = await open(t);
  await shed(engine, 'Taken');
  const started = gate();
  let delay = 0;
  t.mock.method(Workshop.prototype, 'runSlowly', async function (this: Workshop) {
    const refused = this.name === 'Taken';
    await started.opened;
    for (let n = 0; n < delay; n += 1) await Promise.resolve();
    if (refused) throw new StepFailed('the name is taken');
    return [];
  });
  started.open();

  // The commit and the refusal take some microtasks each: in one of these orders they meet.
  for (delay = 0; delay < 20; delay += 1) {
    const { id } = await shed(engine, `Shed ${delay}`);
    const renamed = engine.execute(workshop(id), { command: 'rename', input: { name: 'Taken' } }, call);
    const release = faults.holdNextCommit();
    await turn();
    const slow = engine.execute(workshop(id), { command: 'runSlowly', input: { steps: [] } }, call);
    release();

    assert.equal((await failure(renamed)).code, 'unique_conflict');
    assert.equal(done(await slow).version, 2, `after ${delay} microtasks`);
  }
});

test('a failed group rejects what was in it and runs again what came later', async (t) => {
  const { engine, store, faults } = await open(t);
  const [{ id }, { id: other }] = [await shed(engine), await shed(engine, 'Barn')];
  const release = faults.holdNextCommit();
  faults.failNextCommit(new Error('the disk is on fire'));

  const group = [setRank(engine, id, 1), setRank(engine, other, 2), setRank(engine, id, 3)];
  const failures = Promise.all(group.map((each) => failure(each)));
  await turn();
  const later = [add(engine, id, 'sweep'), add(engine, other, 'paint'), add(engine, id, 'lock')];
  release();

  assert.deepEqual((await failures).map(({ code }) => code), ['store_failed', 'store_failed', 'store_failed']);
  assert.deepEqual((await Promise.all(later)).map((settled) => done(settled).version), [2, 2, 3]);
  assert.deepEqual((await engine.query(workshop(id), 'titles', {})).result, ['sweep', 'lock']);
  assert.equal((await store.load('workshops', id))!.fields['rank'], 0);
});

test('a command that runs again sees the same clock and ids', async (t) => {
  const { engine, faults, clock } = await open(t);
  await shed(engine, 'Taken');
  const { id } = await shed(engine);
  const runs: string[] = [];
  t.mock.method(Workshop.prototype, 'stamp', (ctx: Parameters<Workshop['stamp']>[0]) => {
    const stamp = { id: ctx.id, at: ctx.now, version: 0, first: ctx.uuid(), second: ctx.uuid() };
    runs.push(JSON.stringify(stamp));
    return stamp;
  });
  const release = faults.holdNextCommit();

  const renamed = failure(engine.execute(workshop(id), { command: 'rename', input: { name: 'Taken' } }, call));
  const stamped = engine.execute(workshop(id), { command: 'stamp', input: {} }, call);
  await turn();
  clock.advance(1000);
  release();
  await renamed;
  await stamped;

  assert.equal(runs.length, 2);
  assert.equal(runs[0], runs[1]);
});

test('a removal that fails at commit leaves the record to the commands behind it', async (t) => {
  const { engine, faults } = await open(t);
  const { id } = await shed(engine);
  faults.failNextCommit(new Error('the disk is on fire'));

  const removed = failure(engine.remove(workshop(id), call));
  const ranked = setRank(engine, id, 4);

  assert.equal((await removed).code, 'store_failed');
  assert.equal(done(await ranked).version, 2);
});

test('a method that returns a promise against its contract is refused, and its promise ends nothing', async (t) => {
  const { engine } = await open(t);
  const { id } = await shed(engine);
  t.mock.method(Workshop.prototype, 'setRank', async function (this: Workshop, rank: number) {
    await turn();
    this.rank = rank;
  });

  await assert.rejects(setRank(engine, id, 1), /Workshop\.setRank returned a promise.*persist build/);
  await turn();

  assert.equal((await engine.read(workshop(id))).version, 1);
});

test('draining twice resolves twice', async (t) => {
  const { engine } = await open(t);
  const { id } = await shed(engine);

  const added = engine.execute(workshop(id), { command: 'addSlowly', input: { title: 'sweep' } }, call);
  await Promise.all([engine.drain(), engine.drain()]);

  assert.equal(done(await added).version, 2);
});

function open(t: TestContext): Promise<OpenEngine> {
  return openEngine(t, { kind: 'recording', models: [Workshop] });
}

function setRank(engine: OpenEngine['engine'], id: string, rank: number) {
  return engine.execute(workshop(id), { command: 'setRank', input: { rank } }, call);
}

function add(engine: OpenEngine['engine'], id: string, title: string) {
  return engine.execute(workshop(id), { command: 'addTask', input: { title } }, call);
}
