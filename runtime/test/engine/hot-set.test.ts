import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { findModel } from '@persist/contract';
import { compileModel } from '../../src/engine/model-runtime.js';
import { HotSet } from '../../src/engine/recording/hot-set.js';
import { Workshop } from '../fixtures/workshop/src/model.js';
import { call, done, openEngine, workshop, workshopContract } from './open-engine.js';

test('idle aggregates give way, least recently used first, when the budget of bytes is reached', async (t) => {
  const { model, store, ids } = await workshops(t, 4);
  const one = new HotSet(store, Number.MAX_SAFE_INTEGER);
  const size = (await load(one, model, ids[0]!)).bytes;
  const hot = new HotSet(store, size * 3);

  for (const id of ids.slice(0, 3)) await load(hot, model, id);
  await load(hot, model, ids[0]!);
  await load(hot, model, ids[3]!);

  assert.equal(hot.bytes, size * 3);
  const inMemory = ids.map((id) => hot.cell(model, id).live !== undefined);
  assert.deepEqual(inMemory, [true, false, true, true]);
});

test('an aggregate that somebody works on stays, whatever the budget', async (t) => {
  const { model, store, ids } = await workshops(t, 2);
  const hot = new HotSet(store, 1);
  const busy = hot.cell(model, ids[0]!);
  busy.readers += 1;
  await hot.load(busy);

  await load(hot, model, ids[1]!);

  assert.equal(hot.cell(model, ids[0]!), busy);
  assert.notEqual(busy.live, undefined);
  busy.readers -= 1;
  hot.release(busy);
  assert.equal(hot.bytes, 0);
});

test('an aggregate handed back after it gave way is not counted any more', async (t) => {
  const { model, store, ids } = await workshops(t, 1);
  const hot = new HotSet(store, 1);
  const cell = await load(hot, model, ids[0]!);

  hot.release(cell);

  assert.equal(hot.bytes, 0);
  assert.notEqual(hot.cell(model, ids[0]!), cell);
});

test('the text of a record that was read is counted, and given up with the version it tells of', async (t) => {
  const { model, store, ids } = await workshops(t, 1);
  const hot = new HotSet(store, Number.MAX_SAFE_INTEGER);
  const cell = await load(hot, model, ids[0]!);
  const { live, bytes } = cell;

  live!.shown = { version: live!.version, text: 'x'.repeat(1000) };
  hot.release(cell);
  assert.equal(hot.bytes, bytes + 1000);

  live!.version += 1;
  hot.release(cell);
  assert.deepEqual([hot.bytes, live!.shown], [bytes, undefined]);
});

test('what small aggregates are counted with is what they take in memory, not only their data', async (t) => {
  const { model, store, ids } = await workshops(t, 400);
  const hot = new HotSet(store, Number.MAX_SAFE_INTEGER);
  // What the first of a kind brings with it.
  for (const id of ids) await load(new HotSet(store, 1), model, id);
  const before = heapBytes();

  for (const id of ids) await load(hot, model, id);

  const real = heapBytes() - before;
  assert.ok(hot.bytes > real * 0.67 && hot.bytes < real * 4, `counted ${hot.bytes}, took ${real}`);
});

test('an engine with room for hardly anything answers the same', async (t) => {
  const { engine } = await openEngine(t, { kind: 'recording', models: [Workshop], settings: { hotBytes: 1 } });
  const created = await Promise.all(['Attic', 'Barn', 'Cellar'].map((name) => engine.create('workshops', { name }, call)));
  const ids = created.map((settled) => done(settled).id);

  await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      engine.execute(workshop(ids[n % 3]!), { command: 'addTask', input: { title: `task ${n}` } }, call),
    ),
  );

  for (const id of ids) {
    const { version, record } = await engine.read(workshop(id));
    assert.deepEqual([version, (record['tasks'] as unknown[]).length], [11, 10]);
  }
});

async function workshops(t: TestContext, count: number) {
  const { engine, store } = await openEngine(t, { kind: 'recording', models: [Workshop] });
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(done(await engine.create('workshops', { name: `name ${n}` }, call)).id);
  const model = compileModel(findModel(await workshopContract(), 'workshops')!, Workshop);
  return { model, store, ids };
}

async function load(hot: HotSet, model: ReturnType<typeof compileModel>, id: string) {
  const cell = hot.cell(model, id);
  await hot.load(cell);
  hot.release(cell);
  return cell;
}

/** What is reachable, once the garbage is gone. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
