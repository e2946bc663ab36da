import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Workshop } from '../fixtures/workshop/src/model.js';
import { bulk, rank, ranks, sheds, titles } from './bulk-calls.js';
import { call, codeOf, done, once, onceMany, openEngine, range, shed, workshop, type EngineKind, type OpenEngine } from './open-engine.js';

/** What holds where several processes work on one file. */
export function twoEnginesSuite(kind: EngineKind): void {
  const open = (t: Parameters<typeof openEngine>[0]) => openEngine(t, { kind, models: [Workshop] });

  test(`${kind}: two engines on one file see each other's writes and lose none`, async (t) => {
    const one = await open(t);
    const two = await one.again();
    const { id } = await shed(one.engine);

    await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).engine.execute(workshop(id), { command: 'addTask', input: { title: `task ${n}` } }, call)),
    );

    for (const { engine } of [one, two]) {
      const { record, version } = await engine.read(workshop(id));
      assert.deepEqual([version, (record['tasks'] as unknown[]).length], [21, 20]);
    }
  });

  test(`${kind}: commands that ran on a state another process has changed all run again on what it is now`, async (t) => {
    const one = await open(t);
    const two = await one.again();
    const { id } = await shed(one.engine);
    const add = ({ engine }: OpenEngine, title: string) =>
      engine.execute(workshop(id), { command: 'addTask', input: { title } }, call);

    await two.engine.read(workshop(id));

    // The first comes to disk first: it takes the version that the third expects the second to have made.
    const outcomes = await Promise.all([add(two, 'sweep'), add(one, 'paint'), add(one, 'lock')]);

    assert.deepEqual(outcomes.map((outcome) => done(outcome).version), [2, 3, 4]);
    for (const { engine } of [one, two]) {
      assert.deepEqual((await engine.query(workshop(id), 'titles', {})).result, ['sweep', 'paint', 'lock']);
    }
  });

  test(`${kind}: a call that two processes get at once with one key answers in both what the first to commit answered`, async (t) => {
    const one = await open(t);
    const two = await one.again();
    const { id } = await shed(one.engine);
    const both = (run: (engine: OpenEngine['engine']) => Promise<unknown>) => Promise.all([run(one.engine), run(two.engine)]);

    const created = await both((engine) => engine.create('workshops', { name: 'Barn' }, once('key-1')));
    const ranked = await both((engine) =>
      engine.execute(workshop(id), { command: 'setRank', input: { rank: 1 } }, { ...once('key-2'), ifMatch: [1] }),
    );
    const ruined = await Promise.allSettled([one, two].map(({ engine }) =>
      engine.execute(workshop(id), { command: 'ruin', input: {} }, once('key-3')),
    ));
    const removed = await both((engine) => engine.remove(workshop(id), once('key-4')));

    for (const [answers, response] of [[created, 'done 1'], [ranked, 'done 2'], [removed, 'done 3']] as const) {
      assert.deepEqual(answers[1], { kind: 'replayed', response });
    }
    assert.deepEqual(ruined.map(({ status }) => status), ['rejected', 'fulfilled']);
    assert.equal((await one.engine.audits({ ...workshop(id), offset: 0, limit: 10 })).total, 3);
  });

  test(`${kind}: a bulk call runs again on what another process has made of one of its records`, async (t) => {
    const one = await open(t);
    const two = await one.again();
    const ids = await sheds(one.engine, 3);
    await ranks(two.engine, ids);
    const add = ({ engine }: OpenEngine, title: string) => bulk(engine, ids, { command: 'addTask', input: { title } });

    const outcomes = await Promise.all([
      rank(two.engine, ids[1]!, 4),
      add(one, 'first'),
      rank(two.engine, ids[2]!, 5),
      add(two, 'second'),
      add(one, 'third'),
    ]);

    assert.equal(outcomes.length, 5);
    for (const { engine } of [one, two]) {
      const all = await titles(engine, ids);
      assert.deepEqual(all.map((each) => each.toSorted()), range(3).map(() => ['first', 'second', 'third']));
      for (const each of all) assert.deepEqual(each, all[0]);
      assert.deepEqual(await ranks(engine, ids), [0, 4, 5]);
    }
  });

  test(`${kind}: a bulk call that two processes get at once with one key runs in one of them`, async (t) => {
    const one = await open(t);
    const two = await one.again();
    const ids = await sheds(one.engine, 3);

    const answers = await Promise.all(
      [one, two].map(({ engine }) => bulk(engine, ids, { command: 'addTask', input: { title: 'sweep' }, by: onceMany('key-1') })),
    );

    assert.deepEqual(answers[1], { kind: 'replayed', response: 'done 2, 2, 2' });
    assert.deepEqual(await titles(two.engine, ids), [['sweep'], ['sweep'], ['sweep']]);
  });

  test(`${kind}: a record that another process changes before its creation is answered is not shown as it was created`, async (t) => {
    const one = await open(t);
    const two = await one.again();
    const other = await shed(one.engine, 'Barn');
    const where = [{ field: 'name', operator: 'eq', value: 'Shed' }] as const;
    const newest = { model: 'workshops', where, orderBy: [{ field: 'id', direction: 'asc' }], limit: 1, offset: 0 } as const;
    const commit = one.store.commit.bind(one.store);
    one.store.commit = async (group) => {
      const outcomes = await commit(group);
      one.store.commit = commit;
      const { items } = await two.store.query(newest);
      await rank(two.engine, items[0]!.id, 5);
      // Notices that somebody wrote, while the creation is on its way back.
      await one.engine.read(workshop(other.id));
      return outcomes;
    };

    const { id } = await shed(one.engine, 'Shed');

    assert.deepEqual(await ranks(one.engine, [id]), [5]);
  });

  test(`${kind}: an If-Match that fits only what is not committed yet is decided anew when that was in vain`, async (t) => {
    const one = await open(t);
    const two = await one.again();
    const { id } = await shed(one.engine);
    await two.engine.read(workshop(id));
    const add = ({ engine }: OpenEngine, title: string, ifMatch?: readonly number[]) =>
      engine.execute(workshop(id), { command: 'addTask', input: { title } }, { ...call, ...(ifMatch && { ifMatch }) });

    const [first, second, third] = await Promise.allSettled([add(one, 'sweep'), add(two, 'paint'), add(two, 'lock', [2])]);

    assert.deepEqual([first.status, second.status, third.status], ['fulfilled', 'fulfilled', 'rejected']);
    assert.equal(codeOf((third as PromiseRejectedResult).reason), 'optimistic_lock_conflict');
    assert.deepEqual((await two.engine.query(workshop(id), 'titles', {})).result, ['sweep', 'paint']);
  });

  test(`${kind}: a refusal that rests on what another process has changed meanwhile is decided anew`, async (t) => {
    const one = await open(t);
    const two = await one.again();
    const { id } = await shed(one.engine);
    await two.engine.read(workshop(id));
    const step = ({ engine }: OpenEngine, at: number) => rank(engine, id, at);

    const outcomes = await Promise.allSettled([
      step(one, 1),
      step(two, 2),
      two.engine.execute(workshop(id), { command: 'ruin', input: {} }, call),
      step(two, 3),
    ]);

    assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    for (const engine of [one.engine, two.engine]) {
      const { version, record } = await engine.read(workshop(id));
      assert.deepEqual([version, record['rank']], [4, 3]);
    }
  });
}
