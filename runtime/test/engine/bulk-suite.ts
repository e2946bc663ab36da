import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '@persist/contract';
import { failedRecordId } from '../../src/model/failed-record.js';
import { StepFailed, Workshop, WorkshopFull } from '../fixtures/workshop/src/model.js';
import { Profile } from '../fixtures/workshop/src/profile.js';
import { allDone, bulk, idOf, rank, ranks, sheds, titles, versions } from './bulk-calls.js';
import { call, codeOf, done, failure, openEngine, range, shed, workshop, type EngineKind } from './open-engine.js';

/** What a command on many records at once promises, whichever engine runs it. */
export function bulkSuite(kind: EngineKind): void {
  const open = (t: Parameters<typeof openEngine>[0], settings = {}) =>
    openEngine(t, { kind, models: [Workshop, Profile], settings });

  test(`${kind}: a bulk call runs the command on every record, in the order of the ids`, async (t) => {
    const { engine } = await open(t);
    const [a, b, c] = await sheds(engine, 3);
    await rank(engine, b!, 4);

    const { each } = allDone(await bulk(engine, [c!, a!, b!], { command: 'addTask', input: { title: 'sweep' } }));

    assert.deepEqual(each.map(({ id, version }) => [id, version]), [[c, 2], [a, 2], [b, 3]]);
    assert.deepEqual(each[1]!.result, { title: 'sweep', done: false, notes: [] });
    assert.deepEqual(await titles(engine, [a!, b!, c!]), [['sweep'], ['sweep'], ['sweep']]);
  });

  test(`${kind}: each record of a bulk call has its own line in its history, labelled as bulk`, async (t) => {
    const { engine } = await open(t);
    const [a, b] = await sheds(engine, 2);

    await bulk(engine, [a!, b!], { command: 'setRank', input: { rank: 3 } });

    for (const id of [a!, b!]) {
      const { items } = await engine.audits({ model: 'workshops', id, offset: 0, limit: 1 });
      assert.deepEqual(items[0], {
        model: 'workshops',
        id,
        version: 2,
        action: 'command',
        event: 'bulk_set_rank',
        at: '2026-01-01T00:00:00.000Z',
        actor: 'ann',
        requestId: 'request-1',
        input: { rank: 3 },
        changes: { fields: { rank: { before: 0, after: 3 } }, collections: {} },
      });
    }
  });

  test(`${kind}: a label that a command was given is labelled as bulk too`, async (t) => {
    const { engine } = await open(t);
    const { id } = done(await engine.create('profiles', { email: 'a@x', handle: 'ann' }, call));

    await engine.executeMany('profiles', { command: 'greet', input: { ids: [id] } }, call);

    const { items } = await engine.audits({ model: 'profiles', id, offset: 0, limit: 1 });
    assert.deepEqual([items[0]!.event, items[0]!.message, items[0]!.input], ['bulk_greeted', 'Said hello', {}]);
  });

  const wrong: Readonly<Record<string, readonly [payload: (id: string) => Json, path: string]>> = {
    'no ids': [() => ({ ids: [], input: { rank: 1 } }), 'ids'],
    'an id twice': [(id) => ({ ids: [id, id], input: { rank: 1 } }), 'ids'],
    'what is no id': [(id) => ({ ids: [id, 'x'], input: { rank: 1 } }), 'ids[1]'],
    'more than 1000 ids': [() => ({ ids: range(1001).map(idOf), input: { rank: 1 } }), 'ids'],
    'an input that breaks the contract': [(id) => ({ ids: [id], input: { rank: 'x' } }), 'input.rank'],
    'no input where one is required': [(id) => ({ ids: [id] }), 'input'],
    'something else': [(id) => ({ ids: [id], input: { rank: 1 }, dry: true }), 'dry'],
  };
  for (const [what, [payload, path]] of Object.entries(wrong)) {
    test(`${kind}: a bulk call with ${what} is refused with the place`, async (t) => {
      const { engine } = await open(t);
      const { id } = await shed(engine);

      const refused = await failure(engine.executeMany('workshops', { command: 'setRank', input: payload(id) }, call));

      assert.equal(refused.code, 'validation_error');
      assert.equal((refused.details['errors'] as { path: string }[])[0]!.path, path);
      assert.equal((await engine.read(workshop(id))).version, 1);
    });
  }

  test(`${kind}: a bulk call may leave out an input that a single call may leave out`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);
    for (const title of ['sweep', 'paint']) await engine.execute(workshop(id), { command: 'addTask', input: { title } }, call);

    const settled = await engine.executeMany('workshops', { command: 'tidy', input: { ids: [id] } }, call);

    assert.equal(allDone(settled).each[0]!.result, 1);
  });

  test(`${kind}: a bulk call with unknown ids is not_found, names them and changes nothing`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);
    const unknown = range(30).map(idOf);

    const refused = await failure(bulk(engine, [id, ...unknown], { command: 'setRank', input: { rank: 1 } }));

    assert.equal(refused.code, 'not_found');
    assert.deepEqual(refused.details['ids'], unknown.slice(0, 20));
    assert.match(refused.message, /and 10 more in workshops\. Nothing was changed\.$/);
    assert.equal((await engine.read(workshop(id))).version, 1);
  });

  test(`${kind}: a bulk call does not take If-Match, nor a command that asks for it`, async (t) => {
    const { engine } = await open(t);
    const { id } = await shed(engine);
    const confirm = { command: 'confirm', input: { ids: [id] } };

    const conditional = engine.executeMany('workshops', { command: 'setRank', input: { ids: [id], input: { rank: 1 } } }, { ...call, ifMatch: [1] });

    assert.equal((await failure(conditional)).code, 'bad_request');
    assert.equal((await failure(engine.executeMany('profiles', confirm, call))).code, 'bad_request');
  });

  for (const [command, refuseSeven] of Object.entries({ run: sweepUnlessSeven, runSlowly: sweepSlowlyUnlessSeven })) {
    test(`${kind}: when one record refuses ${command}, its error comes as it was thrown, says which, and none is changed`, async (t) => {
      const { engine, store } = await open(t);
      const [a, b, c] = await sheds(engine, 3);
      await rank(engine, b!, 7);
      const before = await Promise.all([a, b, c].map((id) => store.load('workshops', id!)));
      t.mock.method(Workshop.prototype, command as 'run' | 'runSlowly', refuseSeven);

      const refused = await failure(bulk(engine, [a!, b!, c!], { command, input: { steps: [] } }));

      assert.ok(refused instanceof StepFailed);
      assert.equal(failedRecordId(refused), b);
      assert.deepEqual(await Promise.all([a, b, c].map((id) => store.load('workshops', id!))), before);
      assert.deepEqual(await ranks(engine, [a!, b!, c!]), [0, 7, 0]);
      assert.deepEqual(await titles(engine, [a!, b!, c!]), [[], [], []]);
      assert.deepEqual(versions(await bulk(engine, [a!, b!, c!], { command: 'setRank', input: { rank: 1 } })), [2, 3, 2]);
    });
  }

  test(`${kind}: an error object that a bulk call was refused with says nothing of records when it is thrown again`, async (t) => {
    const { engine } = await open(t);
    const [a, b] = await sheds(engine, 2);
    const shared = new StepFailed('one object for all');
    t.mock.method(Workshop.prototype, 'ruin', () => {
      throw shared;
    });

    const inBulk = await failure(bulk(engine, [a!], { command: 'ruin' }));
    assert.equal(failedRecordId(inBulk), a);
    const alone = await failure(engine.execute(workshop(b!), { command: 'ruin', input: {} }, call));

    assert.equal(alone, shared);
    assert.equal(failedRecordId(alone), undefined);
  });

  test(`${kind}: invariants and constraints hold for every record of a bulk call`, async (t) => {
    const { engine } = await open(t);
    const [a, b] = await sheds(engine, 2);
    await engine.execute(workshop(b!), { command: 'overfill', input: { count: 45 } }, call);

    const full = await failure(bulk(engine, [a!, b!], { command: 'overfill', input: { count: 10 } }));
    const spoilt = await failure(bulk(engine, [b!, a!], { command: 'spoil' }));

    assert.ok(full instanceof WorkshopFull);
    assert.deepEqual([failedRecordId(full), full.wanted], [b, 55]);
    assert.deepEqual([spoilt.code, failedRecordId(spoilt)], ['validation_error', b]);
    assert.deepEqual((await titles(engine, [a!, b!])).map(({ length }) => length), [0, 45]);
  });

  test(`${kind}: a unique violation names the field and the record that lost, and no record is changed`, async (t) => {
    const { engine } = await open(t);
    const [a, b] = await sheds(engine, 2);

    const refused = await failure(bulk(engine, [a!, b!], { command: 'rename', input: { name: 'One and the same' } }));

    assert.deepEqual([refused.code, refused.details['field'], failedRecordId(refused)], ['unique_conflict', 'name', b]);
    const names = await Promise.all([a, b].map(async (id) => (await engine.read(workshop(id!))).record['name']));
    assert.deepEqual(names, ['Shed 0', 'Shed 1']);
  });

  test(`${kind}: every record of a bulk call has the same clock and ids of its own`, async (t) => {
    const { engine } = await open(t);
    const ids = await sheds(engine, 3);

    const { each } = allDone(await bulk(engine, ids, { command: 'stamp' }));

    const stamps = each.map(({ result }) => result as { id: string; at: string; first: string; second: string });
    assert.deepEqual(stamps.map(({ id }) => id), ids);
    assert.equal(new Set(stamps.map(({ at }) => at)).size, 1);
    assert.equal(new Set(stamps.flatMap(({ first, second }) => [first, second])).size, 6);
  });

  test(`${kind}: bulk calls that share records, in whatever order, all run and exclude each other`, async (t) => {
    const { engine } = await open(t);
    const ids = await sheds(engine, 6);

    const settled = await Promise.all(
      range(10).map((n) => bulk(engine, n % 2 === 0 ? ids : ids.toReversed(), { command: n % 3 === 0 ? 'addSlowly' : 'addTask', input: { title: `${n}` } })),
    );

    const orders = await titles(engine, ids);
    assert.deepEqual(orders[0], range(10).map(String));
    for (const order of orders) assert.deepEqual(order, orders[0]);
    assert.deepEqual(settled.map((one) => versions(one)[0]), range(10).map((n) => n + 2));
  });

  test(`${kind}: calls before and behind a bulk call run before and behind it`, async (t) => {
    const { engine } = await open(t);
    const [a, b] = await sheds(engine, 2);
    const add = (id: string, title: string) => engine.execute(workshop(id), { command: 'addTask', input: { title } }, call);

    await Promise.all([
      add(a!, 'before'),
      engine.execute(workshop(b!), { command: 'addSlowly', input: { title: 'slowly' } }, call),
      bulk(engine, [a!, b!], { command: 'addTask', input: { title: 'bulk' } }),
      add(a!, 'behind'),
      add(b!, 'behind'),
    ]);

    assert.deepEqual(await titles(engine, [a!, b!]), [['before', 'bulk', 'behind'], ['slowly', 'bulk', 'behind']]);
  });

  test(`${kind}: a bulk call does not rest on a command that fails at commit, nor does anybody on a bulk call that fails`, async (t) => {
    const { engine } = await open(t);
    await shed(engine, 'Taken');
    const [a, b] = await sheds(engine, 2);

    const outcomes = await Promise.allSettled([
      engine.execute(workshop(b!), { command: 'rename', input: { name: 'Taken' } }, call),
      bulk(engine, [a!, b!], { command: 'setRank', input: { rank: 2 } }),
      bulk(engine, [a!, b!], { command: 'rename', input: { name: 'Taken' } }),
      rank(engine, a!, 5),
    ]);

    assert.deepEqual(outcomes.map((o) => (o.status === 'rejected' ? codeOf(o.reason) : 'done')), [
      'unique_conflict',
      'done',
      'unique_conflict',
      'done',
    ]);
    assert.deepEqual(await ranks(engine, [a!, b!]), [5, 2]);
    assert.deepEqual((await Promise.all([a, b].map((id) => engine.read(workshop(id!))))).map(({ version }) => version), [3, 2]);
  });

  test(`${kind}: a removed record is unknown to the bulk call behind it`, async (t) => {
    const { engine } = await open(t);
    const [a, b] = await sheds(engine, 2);

    const [, refused] = await Promise.allSettled([engine.remove(workshop(a!), call), bulk(engine, [a!, b!], { command: 'setRank', input: { rank: 2 } })]);

    assert.equal(refused.status === 'rejected' && codeOf(refused.reason), 'not_found');
    assert.deepEqual(await ranks(engine, [b!]), [0]);
  });

  test(`${kind}: a store that fails leaves every record of a bulk call as it was`, async (t) => {
    const { engine, store, faults } = await open(t);
    const ids = await sheds(engine, 3);
    faults.failNextCommit(new Error('the disk is on fire'));

    const failed = await failure(bulk(engine, ids, { command: 'setRank', input: { rank: 9 } }));

    assert.equal(failed.code, 'store_failed');
    assert.deepEqual(await ranks(engine, ids), [0, 0, 0]);
    assert.deepEqual(versions(await bulk(engine, ids, { command: 'setRank', input: { rank: 3 } })), [2, 2, 2]);
    assert.equal((await store.load('workshops', ids[2]!))!.fields['rank'], 3);
  });

  test(`${kind}: draining waits for a bulk call`, async (t) => {
    const { engine } = await open(t);
    const ids = await sheds(engine, 2);

    const running = bulk(engine, ids, { command: 'addSlowly', input: { title: 'sweep' } });
    await engine.drain();

    assert.deepEqual(versions(await running), [2, 2]);
  });

  test(`${kind}: what the records of a bulk call emit is in its commit, each under its own record`, async (t) => {
    const { engine, store } = await open(t);
    const ids = await sheds(engine, 2);
    const commits = t.mock.method(store, 'commit');

    await bulk(engine, ids, { command: 'addTask', input: { title: 'sweep' } });

    const [group] = commits.mock.calls[0]!.arguments;
    const emitted = group[0]!.outbox.map(({ id, topic, version }) => [ids.indexOf(id), topic, version]);
    assert.deepEqual(emitted, [[0, 'counted', 2], [0, 'task-added', 2], [1, 'counted', 2], [1, 'task-added', 2]]);
    assert.equal(new Set(group[0]!.outbox.map(({ eventId }) => eventId)).size, 4);
  });

  test(`${kind}: a bulk call of 1000 records is one commit`, async (t) => {
    const { engine, store } = await open(t, { hotBytes: 10_000 });
    const created = range(1000).map(async (n) => (await shed(engine, `Shed ${n}`)).id);
    const ids = await Promise.all(created);
    const commits = t.mock.method(store, 'commit');

    const { each } = allDone(await bulk(engine, ids, { command: 'setRank', input: { rank: 1 } }));

    assert.equal(each.length, 1000);
    assert.deepEqual(commits.mock.calls.map(({ arguments: [group] }) => group.map(({ writes }) => writes.length)), [[1000]]);
    assert.deepEqual(new Set(await ranks(engine, ids)), new Set([1]));
  });
}

function sweepUnlessSeven(this: Workshop): string[] {
  this.tasks.push({ title: 'sweep', done: false, notes: [] });
  this.settings.theme = 'dark';
  if (this.rank === 7) throw new StepFailed('seven is enough');
  return [];
}

async function sweepSlowlyUnlessSeven(this: Workshop): Promise<string[]> {
  await Promise.resolve();
  return sweepUnlessSeven.call(this);
}
