import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findModel, type Json, type JsonObject } from '@persist/contract';
import type { Engine } from '../../src/engine/engine.js';
import { replay } from '../../src/store/replay.js';
import { StepFailed, Workshop } from '../fixtures/workshop/src/model.js';
import { Profile } from '../fixtures/workshop/src/profile.js';
import { call, codeOf, done, failure, once, openEngine, workshopContract, type EngineKind } from './open-engine.js';

const AT = '2026-01-01T00:00:00.000Z';

/** What a merge patch promises, whichever engine merges it. */
export function patchSuite(kind: EngineKind): void {
  const open = (t: Parameters<typeof openEngine>[0]) => openEngine(t, { kind, models: [Workshop, Profile] });

  test(`${kind}: a patch changes what it names, and answers the record at its next version`, async (t) => {
    const { engine, clock } = await open(t);
    const { id, record: created } = await ann(engine);
    clock.advance(1000);

    const { version, record, result } = done(await patch(engine, id, { email: 'ann@new', age: 44 }));

    const at = '2026-01-01T00:00:01.000Z';
    assert.deepEqual(record, { ...created, version: 2, updatedAt: at, email: 'ann@new', age: 44 });
    assert.deepEqual([version, result], [2, undefined]);
    assert.deepEqual((await engine.read(profile(id))).record, record);
  });

  test(`${kind}: an empty patch changes nothing and raises the version`, async (t) => {
    const { engine } = await open(t);
    const { id, record: created } = await ann(engine);

    const { record } = done(await patch(engine, id, {}));

    assert.deepEqual(record, { ...created, version: 2 });
  });

  test(`${kind}: the history of a patch holds the patch and what it changed`, async (t) => {
    const { engine } = await open(t);
    const { id } = await ann(engine);

    await patch(engine, id, { age: 0, home: { floor: 3 } });

    const { items } = await engine.audits({ ...profile(id), offset: 0, limit: 1 });
    const home = { street: 'Main Street 1', zip: '3000', keeper: null };
    const { changes, ...line } = items[0]!;
    assert.deepEqual(line, {
      model: 'profiles',
      id,
      version: 2,
      action: 'patch',
      event: 'patch',
      at: AT,
      actor: 'ann',
      requestId: 'request-1',
      input: { age: 0, home: { floor: 3 } },
    });
    assert.deepEqual(JSON.parse(JSON.stringify(changes)), {
      fields: { home: { before: home, after: { street: 'Main Street 1', zip: '3000', floor: 3, keeper: null } } },
      collections: {},
    });
  });

  const merges: Readonly<Record<string, readonly [before: JsonObject, patch: JsonObject, after: Record<string, Json | undefined>]>> = {
    'null removes an optional field': [{ nick: 'Annie' }, { nick: null }, { nick: undefined }],
    'null for an optional field that is absent is no change': [{}, { nick: null, born: null }, { nick: undefined }],
    'null is the value of a field that may be null': [{ motto: 'go' }, { motto: null }, { motto: null }],
    'dates and bigints travel in their encodings': [
      {},
      { born: '1990-02-03T04:05:06Z', credits: '9007199254740993' },
      { born: '1990-02-03T04:05:06.000Z', credits: '9007199254740993' },
    ],
    'an object is merged member by member': [
      { home: { place: { lat: 1, lng: 2, note: 'x' } } },
      { home: { floor: 2, keeper: 'Bob', place: { lng: 3, note: null } } },
      { home: { street: 'Main Street 1', zip: '3000', floor: 2, keeper: 'Bob', place: { lat: 1, lng: 3 } } },
    ],
    'null removes an optional member, and is the value of one that may be null': [
      { home: { floor: 2, keeper: 'Bob', place: { lat: 1, lng: 2 } } },
      { home: { floor: null, keeper: null, place: null } },
      { home: { street: 'Main Street 1', zip: '3000', keeper: null } },
    ],
    'an object that was absent is the patch': [
      {},
      { work: { street: 'Side Street', zip: '3001', keeper: null } },
      { work: { street: 'Side Street', zip: '3001', keeper: null } },
    ],
    'an object takes the place of null': [{}, { reach: { kind: 'mail', to: 'a@x' } }, { reach: { kind: 'mail', to: 'a@x' } }],
    'a union stays what it is where the patch does not say otherwise': [
      { reach: { kind: 'phone', number: '117', extension: '4' } },
      { reach: { number: '118', extension: null } },
      { reach: { kind: 'phone', number: '118' } },
    ],
    'a union becomes another of its types when what belonged to the first is removed': [
      { reach: { kind: 'phone', number: '117' } },
      { reach: { kind: 'mail', to: 'a@x', number: null } },
      { reach: { kind: 'mail', to: 'a@x' } },
    ],
    'a string-keyed Map is merged key by key, and its values member by member': [
      { scores: { chess: { points: 1, at: AT, note: 'x' }, go: { points: 2, at: AT } } },
      { scores: { chess: { points: 5, note: null }, go: null, shogi: { points: 3, at: AT } } },
      { scores: { chess: { points: 5, at: AT }, shogi: { points: 3, at: AT } } },
    ],
    'a record is merged key by key': [{ flags: { a: true, b: true } }, { flags: { a: null, c: false } }, { flags: { b: true, c: false } }],
    'arrays, Sets and Maps with other keys are replaced whole': [
      { visits: [{ points: 1, at: AT }, { points: 2, at: AT }], tags: ['a', 'b'], limits: [[1, 'one'], [2, 'two']] },
      { visits: [{ points: 2, at: AT }], tags: ['c', 'a'], limits: [[2, 'zwei']] },
      { visits: [{ points: 2, at: AT }], tags: ['c', 'a'], limits: [[2, 'zwei']] },
    ],
    'any JSON is merged as RFC 7396 has it': [
      { extra: { a: { b: 1, c: 2 }, d: [1, 2] } },
      { extra: { a: { b: null }, d: { e: { f: null, g: 1 } } } },
      { extra: { a: { c: 2 }, d: { e: { g: 1 } } } },
    ],
    'a key may have any name': [
      { flags: { toString: true } },
      { flags: { toString: null, constructor: true }, scores: { toString: { points: 1, at: AT } } },
      { flags: { constructor: true }, scores: { toString: { points: 1, at: AT } } },
    ],
  };
  for (const [what, [before, change, after]] of Object.entries(merges)) {
    test(`${kind}: ${what}`, async (t) => {
      const { engine, store } = await open(t);
      const { id } = await ann(engine, before);

      const { record } = done(await patch(engine, id, change));

      const shown = Object.fromEntries(Object.keys(after).map((name) => [name, record![name]]));
      assert.deepEqual(shown, after);
      const { items } = await store.audits({ ...profile(id), offset: 0, limit: 10, ascending: true });
      const model = findModel(await workshopContract(), 'profiles')!;
      assert.deepEqual(replay(items, model), await store.load('profiles', id));
    });
  }

  const refusals: Readonly<Record<string, readonly [patch: Json, path: string, message: RegExp]>> = {
    'what is no object': [[], '', /must be an object/],
    'an unknown field': [{ colour: 'red' }, 'colour', /is not a known property; known are email, nick/],
    'a private field': [{ secret: 'x' }, 'secret', /is not a known property/],
    'a readonly field': [{ handle: 'bob' }, 'handle', /is readonly; leave it out/],
    'a fact of the framework': [{ version: 7 }, 'version', /is kept by the service; leave it out/],
    'a getter': [{ label: 'x' }, 'label', /is not a known property/],
    'null for a field that must be there': [{ email: null }, 'email', /must be a string/],
    'null for a member that must be there': [{ home: { zip: null } }, 'home.zip', /must be a string/],
    'null for a collection': [{ tags: null }, 'tags', /must be an array/],
    'a value of the wrong type': [{ home: { floor: 'x' } }, 'home.floor', /must be a number/],
    'a value that breaks a constraint': [{ home: { zip: '30' } }, 'home.zip', /at least 4 characters/],
    'a number below the least': [{ age: -1 }, 'age', /must be at least 0/],
    'an unknown member': [{ home: { colour: 'red' } }, 'home.colour', /is not a known property/],
    'an object of which too little is there': [{ work: { zip: '3001' } }, 'work.street', /is required/],
    'a Map entry of which too little is there': [{ scores: { chess: { points: 1 } } }, 'scores.chess.at', /is required/],
    'an object that would be of none of its types': [{ reach: { kind: 'mail' } }, 'reach.to', /is required/],
    'an item twice in a Set': [{ tags: ['a', 'a'] }, 'tags', /same item twice/],
  };
  for (const [what, [change, path, message]] of Object.entries(refusals)) {
    test(`${kind}: a patch of ${what} is refused with the place`, async (t) => {
      const { engine } = await open(t);
      const { id } = await ann(engine);
      const before = await engine.read(profile(id));

      const refused = await failure(patch(engine, id, change));

      assert.equal(refused.code, 'validation_error', String(refused));
      const [first] = refused.details['errors'] as { path: string; message: string }[];
      assert.equal(first!.path, path);
      assert.match(first!.message, message);
      assert.deepEqual(await engine.read(profile(id)), before);
    });
  }

  test(`${kind}: everything that is wrong with a patch is told at once, and none of it is merged`, async (t) => {
    const { engine } = await open(t);
    const { id } = await ann(engine);

    const refused = await failure(patch(engine, id, { age: 3, work: {}, scores: { chess: { note: 'x' } } }));

    assert.deepEqual((refused.details['errors'] as { path: string }[]).map(({ path }) => path), [
      'work.street',
      'work.zip',
      'work.keeper',
      'scores.chess.points',
      'scores.chess.at',
    ]);
    assert.equal((await engine.read(profile(id))).record['age'], 0);
  });

  test(`${kind}: invariants hold for a patch`, async (t) => {
    const { engine } = await open(t);
    const { id } = await ann(engine);

    await assert.rejects(patch(engine, id, { age: 151, nick: 'Annie' }), StepFailed);

    const { record, version } = await engine.read(profile(id));
    assert.deepEqual([record['age'], record['nick'], version], [0, undefined, 1]);
  });

  test(`${kind}: a patch into a taken value is a unique conflict, and those behind it run without it`, async (t) => {
    const { engine } = await open(t);
    await engine.create('profiles', { email: 'bob@x', handle: 'bob' }, call);
    const { id } = await ann(engine);

    const [taken, aged] = await Promise.allSettled([patch(engine, id, { email: 'bob@x' }), patch(engine, id, { age: 5 })]);

    assert.equal(taken.status === 'rejected' && codeOf(taken.reason), 'unique_conflict');
    assert.equal(aged.status === 'fulfilled' && done(aged.value).version, 2);
    assert.equal((await engine.read(profile(id))).record['email'], 'ann@x');
  });

  test(`${kind}: If-Match and idempotency keys work for patches as for commands`, async (t) => {
    const { engine } = await open(t);
    const { id } = await ann(engine);
    const onceOnly = () => engine.patch(profile(id), { age: 5 }, once('key-1'));

    assert.equal(done(await engine.patch(profile(id), { age: 4 }, { ...call, ifMatch: [1] })).version, 2);
    assert.equal((await failure(engine.patch(profile(id), { age: 9 }, { ...call, ifMatch: [1] }))).code, 'optimistic_lock_conflict');
    assert.equal(done(await onceOnly()).version, 3);
    assert.deepEqual(await onceOnly(), { kind: 'replayed', response: 'done 3' });
    assert.equal((await engine.read(profile(id))).record['age'], 5);
  });

  test(`${kind}: a patch of an unknown id is not_found`, async (t) => {
    const { engine } = await open(t);

    assert.equal((await failure(patch(engine, '0190a0b0-0000-7000-8000-000000000000', {}))).code, 'not_found');
  });

  test(`${kind}: patches and commands on one record run in the order they came`, async (t) => {
    const { engine } = await open(t);
    const { id } = await ann(engine);

    const answers = await Promise.all([
      patch(engine, id, { scores: { chess: { points: 1, at: AT } } }),
      engine.execute(profile(id), { command: 'score', input: { name: 'chess', points: 2, at: AT } }, call),
      patch(engine, id, { scores: { chess: { note: 'after' } } }),
    ]);

    assert.deepEqual(answers.map((answer) => done(answer).version), [2, 3, 4]);
    assert.deepEqual((await engine.read(profile(id))).record['scores'], { chess: { points: 2, at: AT, note: 'after' } });
  });

  test(`${kind}: a patch that another process was faster than is merged into what is there now`, async (t) => {
    const one = await open(t);
    const two = await one.again();
    const { id } = await ann(one.engine);
    await two.engine.read(profile(id));

    await Promise.all([
      patch(one.engine, id, { flags: { a: true } }),
      patch(two.engine, id, { flags: { b: true } }),
      patch(one.engine, id, { flags: { c: true } }),
    ]);

    const { record, version } = await two.engine.read(profile(id));
    assert.deepEqual([version, Object.keys(record['flags'] as object).toSorted()], [4, ['a', 'b', 'c']]);
  });
}

function patch(engine: Engine, id: string, change: Json) {
  return engine.patch(profile(id), change, call);
}

function profile(id: string) {
  return { model: 'profiles', id };
}

/** A new profile, and what a test begins with. */
async function ann(engine: Engine, before: JsonObject = {}) {
  const created = done(await engine.create('profiles', { email: 'ann@x', handle: 'ann' }, call));
  if (Object.keys(before).length === 0) return created;
  return done(await patch(engine, created.id, before));
}
