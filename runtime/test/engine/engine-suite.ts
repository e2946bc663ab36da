import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findModel } from '@persist/contract';
import type { PersistDomainError } from '../../src/model/persist-domain-error.js';
import { replay } from '../../src/store/replay.js';
import { Crew } from '../fixtures/workshop/src/crew.js';
import { StepFailed, Workshop, WorkshopFull } from '../fixtures/workshop/src/model.js';
import { call, codeOf, done, failure, openEngine, range, shed, workshop, workshopContract, type EngineKind } from './open-engine.js';

/** What every engine has to do, whichever way it does it. */
export function engineSuite(kind: EngineKind): void {
  const open = (t: Parameters<typeof openEngine>[0], settings = {}) =>
    openEngine(t, { kind, models: [Workshop], settings });

  test(`${kind}: a created record has version 1 and what its constructor set`, async (t) => {
    const { engine, clock } = await open(t);

    const { id, record, version } = done(await engine.create('workshops', { name: 'Shed' }, call));

    const at = clock.now().toISOString();
    assert.equal(version, 1);
    assert.deepEqual(record, {
      id,
      version: 1,
      createdAt: at,
      updatedAt: at,
      name: 'Shed',
      rank: 0,
      tasks: [],
      archive: [],
      numbers: [],
      labels: {},
      tags: [],
      settings: { theme: 'plain', limits: { tasks: 50 } },
    });
    assert.deepEqual((await engine.read(workshop(id))).record, record);
  });

  test(`${kind}: a payload that breaks the contract is refused with the place`, async (t) => {
    const { engine } = await open(t);

    const refused = await failure(engine.create('workshops', { name: 7 }, call));

    assert.equal(refused.code, 'validation_error');
    assert.deepEqual(refused.details['errors'], [{ path: 'name', message: 'must be a string' }]);
  });

  test(`${kind}: every successful command raises the version by one, also when it changes nothing`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);

    const first = done(await engine.execute(workshop(id), { command: 'setRank', input: { rank: 4 } }, call));
    const second = done(await engine.execute(workshop(id), { command: 'setRank', input: { rank: 4 } }, call));

    assert.deepEqual([first.version, first.result], [2, 4]);
    assert.deepEqual([second.version, second.result], [3, 4]);
    assert.equal((await engine.read(workshop(id))).version, 3);
  });

  test(`${kind}: a command on an id that does not exist is not_found`, async (t) => {
    const { engine } = await open(t);

    const missing = workshop('0190a0b0-0000-7000-8000-000000000000');

    assert.equal((await failure(engine.execute(missing, { command: 'setRank', input: { rank: 1 } }, call))).code, 'not_found');
    assert.equal((await failure(engine.read(missing))).code, 'not_found');
    assert.equal((await failure(engine.query(missing, 'titles', {}))).code, 'not_found');
    assert.equal((await failure(engine.remove(missing, call))).code, 'not_found');
    assert.equal((await failure(engine.audits({ ...missing, offset: 0, limit: 1 }))).code, 'not_found');
  });

  for (const command of ['ruin', 'ruinLater']) {
    test(`${kind}: a throw in ${command} leaves memory and disk untouched`, async (t) => {
      const { engine, store } = await open(t);
      const { id } = await shed(engine);
      await engine.execute(workshop(id), { command: 'addTask', input: { title: 'sweep' } }, call);
      const before = await engine.read(workshop(id));
      const stored = await store.load('workshops', id);

      await assert.rejects(engine.execute(workshop(id), { command, input: {} }, call), StepFailed);

      assert.deepEqual(await engine.read(workshop(id)), before);
      assert.deepEqual(await store.load('workshops', id), stored);
      assert.equal((await engine.audits({ ...workshop(id), offset: 0, limit: 10 })).total, 2);
    });
  }

  test(`${kind}: an invariant that throws undoes the command and reaches the caller as it was thrown`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);

    await assert.rejects(engine.execute(workshop(id), { command: 'overfill', input: { count: 51 } }, call), (error: unknown) => {
      assert.ok(error instanceof WorkshopFull);
      assert.deepEqual([error.limit, error.wanted], [50, 51]);
      return true;
    });

    assert.deepEqual((await engine.read(workshop(id))).record['tasks'], []);
  });

  test(`${kind}: a state that breaks its type is refused and nothing is written`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);

    assert.equal((await failure(engine.execute(workshop(id), { command: 'spoil', input: {} }, call))).code, 'validation_error');

    assert.deepEqual([(await engine.read(workshop(id))).version, (await engine.read(workshop(id))).record['rank']], [1, 0]);
  });

  test(`${kind}: an object in two places of the state is refused with both paths`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);
    await engine.execute(workshop(id), { command: 'addTask', input: { title: 'sweep' } }, call);

    await assert.rejects(engine.execute(workshop(id), { command: 'alias', input: {} }, call), /tasks\[0\].*archive\[0\]|archive\[0\].*tasks\[0\]/s);

    assert.deepEqual((await engine.read(workshop(id))).record['archive'], []);
  });

  test(`${kind}: If-Match lets a call through only on one of its versions`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);
    const rank = (ifMatch: readonly number[] | '*') =>
      engine.execute(workshop(id), { command: 'setRank', input: { rank: 1 } }, { ...call, ifMatch });

    assert.equal(done(await rank([1])).version, 2);
    assert.equal(done(await rank([7, 2])).version, 3);
    assert.equal(done(await rank('*')).version, 4);
    const stale = await failure(rank([3]));
    assert.equal(stale.code, 'optimistic_lock_conflict');
    assert.match(stale.message, /version 4, the call expects 3/);
  });

  test(`${kind}: of 20 calls with the same If-Match one wins`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);

    const outcomes = await Promise.allSettled(
      range(20).map((rank) => engine.execute(workshop(id), { command: 'setRank', input: { rank } }, { ...call, ifMatch: [1] })),
    );

    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.ok(outcomes.every((o) => o.status === 'fulfilled' || codeOf(o.reason) === 'optimistic_lock_conflict'));
    assert.equal((await engine.read(workshop(id))).version, 2);
  });

  test(`${kind}: of 50 records of one unique name one is created`, async (t) => {
    const { engine } = await open(t);

    const outcomes = await Promise.allSettled(range(50).map(() => engine.create('workshops', { name: 'Shed' }, call)));

    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    const refused = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason as PersistDomainError] : []));
    assert.ok(refused.every((error) => error.code === 'unique_conflict' && error.details['field'] === 'name'));
  });

  test(`${kind}: a unique violation undoes its command; those behind it run on without it`, async (t) => {
    const { engine, store } = await open(t);
    await shed(engine, 'Taken');
    const { id } = await shed(engine);

    const outcomes = await Promise.allSettled([
      engine.execute(workshop(id), { command: 'setRank', input: { rank: 5 } }, call),
      engine.execute(workshop(id), { command: 'rename', input: { name: 'Taken' } }, call),
      engine.execute(workshop(id), { command: 'addTask', input: { title: 'sweep' } }, call),
      engine.execute(workshop(id), { command: 'stamp', input: {} }, call),
    ]);

    assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    const { record } = await engine.read(workshop(id));
    assert.deepEqual([record['name'], record['rank'], record['version']], ['Shed', 5, 4]);
    assert.equal((await store.load('workshops', id))!.version, 4);
  });

  test(`${kind}: a refusal that rests on a command which then fails is decided anew`, async (t) => {
    const { engine } = await open(t);
    await shed(engine, 'Taken');
    const { id } = await shed(engine);

    const [renamed, ranked] = await Promise.allSettled([
      engine.execute(workshop(id), { command: 'rename', input: { name: 'Taken' } }, call),
      engine.execute(workshop(id), { command: 'setRank', input: { rank: 5 } }, { ...call, ifMatch: [1] }),
    ]);

    assert.equal(renamed.status === 'rejected' && codeOf(renamed.reason), 'unique_conflict');
    assert.equal(ranked.status === 'fulfilled' && done(ranked.value).version, 2);
  });

  test(`${kind}: async commands on one record run one after the other`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);

    const outcomes = await Promise.all(
      ['sweep', 'paint', 'lock'].map((title) => engine.execute(workshop(id), { command: 'addSlowly', input: { title } }, call)),
    );

    assert.deepEqual(outcomes.map((outcome) => done(outcome).result), [0, 1, 2]);
    assert.deepEqual((await engine.query(workshop(id), 'titles', {})).result, ['sweep', 'paint', 'lock']);
  });

  test(`${kind}: a read during an async command sees the state before it`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);

    const running = engine.execute(workshop(id), { command: 'addSlowly', input: { title: 'sweep' } }, call);
    const during = await engine.query(workshop(id), 'titles', {});
    await running;

    assert.deepEqual(during, { version: 1, result: [] });
    assert.deepEqual((await engine.query(workshop(id), 'titles', {})).result, ['sweep']);
  });

  test(`${kind}: an async query sees one state from beginning to end`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);
    await engine.execute(workshop(id), { command: 'addTask', input: { title: 'sweep' } }, call);

    const [answer] = await Promise.all([
      engine.query(workshop(id), 'titlesLater', {}),
      engine.execute(workshop(id), { command: 'addTask', input: { title: 'paint' } }, call),
    ]);

    const titles = answer.result as string[];
    assert.deepEqual(titles.slice(0, titles.length / 2), titles.slice(titles.length / 2));
  });

  test(`${kind}: a query cannot change the state`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);

    await engine.query(workshop(id), 'meddle', {}).catch(() => undefined);

    assert.equal((await engine.read(workshop(id))).record['rank'], 0);
  });

  test(`${kind}: a view and the getters compute from committed state`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);
    await engine.execute(workshop(id), { command: 'addTask', input: { title: 'sweep' } }, call);

    assert.deepEqual(await engine.view(workshop(id), 'summary', {}), { version: 2, result: { tasks: 1, open: 1 } });
    const { computed } = await engine.read(workshop(id), { computed: true });
    assert.deepEqual(computed, { open: 1, summary: { tasks: 1, open: 1 } });
  });

  test(`${kind}: clock and ids of a command come from the environment`, async (t) => {
    const { engine, clock } = await open(t);
    const { id } = await shed(engine);
    clock.advance(60_000);

    const { result } = done(await engine.execute(workshop(id), { command: 'stamp', input: {} }, call));

    const stamp = result as Record<string, unknown>;
    assert.deepEqual([stamp['id'], stamp['at'], stamp['version']], [id, '2026-01-01T00:01:00.000Z', 1]);
    assert.notEqual(stamp['first'], stamp['second']);
    assert.equal((await engine.read(workshop(id))).record['updatedAt'], '2026-01-01T00:01:00.000Z');
  });

  test(`${kind}: the history says who did what, when, with which input, and hides private state`, async (t) => {
    const { engine, clock } = await open(t);
    const { id } = await shed(engine);
    clock.advance(1000);
    await engine.execute(workshop(id), { command: 'stamp', input: {} }, { actor: 'bob', requestId: 'request-2' });
    await engine.execute(workshop(id), { command: 'setRank', input: { rank: 3 } }, call);

    const { items, total } = await engine.audits({ ...workshop(id), offset: 0, limit: 2 });

    assert.equal(total, 3);
    assert.deepEqual(items[0], {
      model: 'workshops',
      id,
      version: 3,
      action: 'command',
      event: 'set_rank',
      at: '2026-01-01T00:00:01.000Z',
      actor: 'ann',
      requestId: 'request-1',
      input: { rank: 3 },
      changes: { fields: { rank: { before: 0, after: 3 } }, collections: {} },
    });
    assert.deepEqual([items[1]!.event, items[1]!.actor, items[1]!.changes.fields], ['stamp', 'bob', {}]);
  });

  test(`${kind}: a removed record is gone, its history stays, its unique name is free`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);

    await engine.remove(workshop(id), call);

    assert.equal((await failure(engine.read(workshop(id)))).code, 'not_found');
    assert.equal((await failure(engine.execute(workshop(id), { command: 'ruin', input: {} }, call))).code, 'not_found');
    assert.deepEqual(
      (await engine.audits({ ...workshop(id), offset: 0, limit: 10 })).items.map(({ event, version }) => [event, version]),
      [['remove', 2], ['create', 1]],
    );
    assert.equal((await shed(engine)).version, 1);
  });

  test(`${kind}: a taken value of a private field is a conflict that does not name the field`, async (t) => {
    const { engine } = await openEngine(t, { kind, models: [Crew] });
    const [one, other] = [0, 1].map(async () => done(await engine.create('crews', { hands: ['Bob'] }, call)).id);
    const award = async (id: Promise<string>) =>
      engine.execute({ model: 'crews', id: await id }, { command: 'award', input: { badge: 'gold' } }, call);
    await award(one!);

    const taken = await failure(award(other!));

    assert.deepEqual([taken.code, taken.message], ['unique_conflict', 'Another record in crews already has this value.']);
    assert.deepEqual(taken.details, {});
  });

  test(`${kind}: the history of a removal holds all that was there, but for what is private`, async (t) => {
    const { engine, store } = await open(t);
    const { id } = await shed(engine);
    await engine.execute(workshop(id), { command: 'addTask', input: { title: 'sweep' } }, call);
    const { fields, collections } = (await store.load('workshops', id))!;

    await engine.remove(workshop(id), call);

    const [stored] = (await store.audits({ ...workshop(id), offset: 0, limit: 1 })).items;
    const [shown] = (await engine.audits({ ...workshop(id), offset: 0, limit: 1 })).items;
    const { secret, ...visible } = stored!.changes.fields;
    assert.deepEqual(stored!.changes.fields, { ...mapValues(fields, (before) => ({ before })), owner: {} });
    const removed = collections['tasks']!.map(({ key, order, value }) => ({ kind: 'removed', key, order, before: value }));
    assert.deepEqual(stored!.changes.collections, { ...mapValues(collections, () => []), tasks: removed });
    assert.deepEqual([secret, shown!.changes.fields], [{ before: 'kept' }, visible]);
  });

  test(`${kind}: jobs behind a removal find nothing`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);

    const [removed, late] = await Promise.allSettled([
      engine.remove(workshop(id), call),
      engine.execute(workshop(id), { command: 'setRank', input: { rank: 1 } }, call),
    ]);

    assert.equal(removed.status, 'fulfilled');
    assert.equal(late.status === 'rejected' && codeOf(late.reason), 'not_found');
  });

  test(`${kind}: replaying the change sets of the history gives the stored state`, async (t) => {
    const { engine, store } = await open(t);
    const { id } = await shed(engine);
    const steps = ['push', 'unshift', 'number', 'label', 'tag', 'sort', 'archive', 'retitle', 'theme', 'keep', 'unlabel'];
    for (const [at, step] of steps.entries()) {
      await engine.execute(workshop(id), { command: 'run', input: { steps: [{ kind: step, at, text: `text ${at}` }] } }, call);
    }

    const { items } = await store.audits({ model: 'workshops', id, offset: 0, limit: 100, ascending: true });
    const model = findModel(await workshopContract(), 'workshops')!;

    assert.equal(items.length, 12);
    assert.deepEqual(replay(items, model), await store.load('workshops', id));
  });

  test(`${kind}: a store that fails rejects the call, and the next one finds the state before it`, async (t) => {
    const { engine, store, faults } = await open(t);
    const { id } = await shed(engine);
    faults.failNextCommit(new Error('the disk is on fire'));

    const failed = await failure(engine.execute(workshop(id), { command: 'setRank', input: { rank: 9 } }, call));

    assert.equal(failed.code, 'store_failed');
    assert.match(String(failed.cause), /the disk is on fire/);
    assert.equal((await engine.read(workshop(id))).record['rank'], 0);
    assert.equal(done(await engine.execute(workshop(id), { command: 'setRank', input: { rank: 3 } }, call)).version, 2);
    assert.equal((await store.load('workshops', id))!.fields['rank'], 3);
  });

  test(`${kind}: draining finishes what is under way and refuses what comes later`, async (t) => {
    const { engine, store } = await open(t);
    const { id } = await shed(engine);

    const running = engine.execute(workshop(id), { command: 'addSlowly', input: { title: 'sweep' } }, call);
    const drained = engine.drain();
    const late = await failure(engine.execute(workshop(id), { command: 'setRank', input: { rank: 1 } }, call));
    await drained;

    assert.equal(late.code, 'shutting_down');
    assert.equal(done(await running).version, 2);
    assert.equal((await store.load('workshops', id))!.version, 2);
  });

  test(`${kind}: more calls at once than allowed are refused`, async (t) => {
    const { engine } = await open(t, { maxConcurrentCalls: 5 });

    const outcomes = await Promise.allSettled(range(8).map((n) => engine.create('workshops', { name: `${n}` }, call)));

    const codes = outcomes.map((o) => (o.status === 'rejected' ? codeOf(o.reason) : 'done'));
    assert.deepEqual(codes, ['done', 'done', 'done', 'done', 'done', 'overloaded', 'overloaded', 'overloaded']);
  });
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
