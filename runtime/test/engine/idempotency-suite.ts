import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../../src/engine/engine.js';
import { StepFailed, Workshop } from '../fixtures/workshop/src/model.js';
import { bulk, idOf, sheds, titles, versions } from './bulk-calls.js';
import { codeOf, done, failure, once, onceMany, openEngine, range, shed, workshop, type EngineKind } from './open-engine.js';

/** What an idempotency key promises, whichever engine keeps it. */
export function idempotencySuite(kind: EngineKind): void {
  const open = (t: Parameters<typeof openEngine>[0]) => openEngine(t, { kind, models: [Workshop] });

  test(`${kind}: a call with a known idempotency key answers what was stored and changes nothing`, async (t) => {
    const { engine, again } = await open(t);
    const { id } = await shed(engine);
    const add = (on = engine) => on.execute(workshop(id), { command: 'addTask', input: { title: 'sweep' } }, once('key-1'));

    assert.equal(done(await add()).version, 2);

    assert.deepEqual(await add(), { kind: 'replayed', response: 'done 2' });
    const { engine: other } = await again();
    assert.deepEqual(await add(other), { kind: 'replayed', response: 'done 2' });
    assert.equal((await engine.read(workshop(id))).version, 2);
  });

  test(`${kind}: an idempotency key belongs to one call and one actor`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);
    await engine.execute(workshop(id), { command: 'setRank', input: { rank: 1 } }, once('key-1', 'one'));

    const other = await failure(engine.execute(workshop(id), { command: 'setRank', input: { rank: 2 } }, once('key-1', 'two')));
    const actor = await engine.execute(workshop(id), { command: 'setRank', input: { rank: 3 } }, { ...once('key-1', 'two'), actor: 'bob' });

    assert.equal(other.code, 'idempotency_key_reused');
    assert.equal(done(actor).version, 3);
  });

  test(`${kind}: a duplicate of a call that is still running is refused, and mutates nothing`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);

    const first = engine.execute(workshop(id), { command: 'addSlowly', input: { title: 'sweep' } }, once('key-1'));
    const duplicates = await Promise.allSettled(
      range(9).map(() => engine.execute(workshop(id), { command: 'addSlowly', input: { title: 'sweep' } }, once('key-1'))),
    );

    assert.ok(duplicates.every((o) => o.status === 'rejected' && codeOf(o.reason) === 'idempotency_in_progress'));
    assert.equal(done(await first).version, 2);
    assert.equal(((await engine.read(workshop(id))).record['tasks'] as unknown[]).length, 1);
  });

  test(`${kind}: a refusal by the model is replayed, other failures are not`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);
    await assert.rejects(engine.execute(workshop(id), { command: 'ruin', input: {} }, once('key-1')), StepFailed);

    assert.deepEqual(await engine.execute(workshop(id), { command: 'ruin', input: {} }, once('key-1')), {
      kind: 'replayed',
      response: 'refused ruined on purpose',
    });
    await failure(engine.execute(workshop(id), { command: 'setRank', input: { rank: 'x' } }, once('key-2', 'bad')));
    assert.equal(done(await engine.execute(workshop(id), { command: 'setRank', input: { rank: 1 } }, once('key-2', 'good'))).version, 2);
    assert.equal((await engine.audits({ ...workshop(id), offset: 0, limit: 10 })).total, 2);
  });

  test(`${kind}: a bulk call with a known idempotency key answers what was stored and changes nothing`, async (t) => {
    const { engine, again } = await open(t);
    const ids = await sheds(engine, 2);
    const add = (on: Engine) => bulk(on, ids, { command: 'addTask', input: { title: 'sweep' }, by: onceMany('key-1') });

    assert.deepEqual(versions(await add(engine)), [2, 2]);
    const { engine: other } = await again();

    for (const on of [engine, other]) assert.deepEqual(await add(on), { kind: 'replayed', response: 'done 2, 2' });
    assert.deepEqual(await titles(engine, ids), [['sweep'], ['sweep']]);
  });

  test(`${kind}: of duplicates of a bulk call one runs`, async (t) => {
    const { engine } = await open(t);
    const ids = await sheds(engine, 2);
    const add = () => bulk(engine, ids, { command: 'addSlowly', input: { title: 'sweep' }, by: onceMany('key-1') });

    const [first, ...others] = await Promise.allSettled(range(5).map(add));

    assert.equal(first!.status, 'fulfilled');
    assert.ok(others.every((o) => o.status === 'rejected' && codeOf(o.reason) === 'idempotency_in_progress'));
    assert.deepEqual(await titles(engine, ids), [['sweep'], ['sweep']]);
  });

  test(`${kind}: a refusal of a bulk call by the model is replayed, an unknown id is not`, async (t) => {
    const { engine } = await open(t);
    const ids = await sheds(engine, 2);
    const ruin = () => bulk(engine, ids, { command: 'ruin', by: onceMany('key-1') });
    const unknown = () => bulk(engine, [idOf(1)], { command: 'setRank', input: { rank: 1 }, by: onceMany('key-2') });

    await assert.rejects(ruin(), StepFailed);

    assert.deepEqual(await ruin(), { kind: 'replayed', response: 'refused ruined on purpose' });
    for (let n = 0; n < 2; n += 1) assert.equal((await failure(unknown())).code, 'not_found');
  });
}
