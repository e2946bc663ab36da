import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { failedRecordId, PersistDomainError, ReplayedRefusal } from '@persist/runtime';
import { openTestApp } from '@persist/runtime/testing';
import { workshopContract } from '../engine/open-engine.js';
import { outside, StepFailed, Workshop } from '../fixtures/workshop/src/model.js';
import { Profile } from '../fixtures/workshop/src/profile.js';

test('intentMany runs one command on many records and says how many', async (t) => {
  const { workshops } = await open(t);
  const [shed, barn] = [await workshops.create('Shed'), await workshops.create('Barn')];
  const due = new Date('2026-05-01T12:00:00.000Z');

  const result = await workshops.intentMany([shed.id, barn.id], 'addTask', { title: 'sweep', due });

  assert.deepEqual(result, { requested: 2, processed: 2 });
  for (const { id } of [shed, barn]) {
    assert.deepEqual((await workshops.get(id)).tasks, [{ title: 'sweep', done: false, notes: [], due }]);
  }
});

test('intentMany leaves out what may be left out', async (t) => {
  const { workshops } = await open(t);
  const { id } = await workshops.create('Shed');
  for (const title of ['sweep', 'paint', 'lock']) await workshops.on(id).addTask({ title });

  await workshops.intentMany([id], 'tidy');

  assert.deepEqual(await workshops.on(id).titles(), ['sweep']);
});

test('a record that refuses a bulk call is named beside its error, which comes as it was thrown', async (t) => {
  const { workshops } = await open(t);
  const [shed, barn] = [await workshops.create('Shed'), await workshops.create('Barn')];
  await workshops.on(barn.id).addTask({ title: 'sweep' });

  const refused = await caught(workshops.intentMany([shed.id, barn.id], 'run', [{ kind: 'fail', at: 0, text: '' }]));
  const aliased = await caught(workshops.intentMany([barn.id, shed.id], 'alias'));

  assert.equal((refused as Error).message, 'a step failed');
  assert.equal(failedRecordId(refused), shed.id);
  assert.equal(failedRecordId(aliased), barn.id);
  assert.equal(failedRecordId(new Error('another')), undefined);
});

test('a bulk call takes no expected version, nor a method that is no command', async (t) => {
  const { workshops } = await open(t);
  const { id } = await workshops.create('Shed');

  const conditional = await caught(workshops.with({ ifMatch: 1 }).intentMany([id], 'setRank', 1));
  const query = await caught(workshops.intentMany([id], 'titles'));

  assert.equal(conditional instanceof PersistDomainError && conditional.code, 'bad_request');
  assert.match(String(query), /Workshop\.titles is not marked @command/);
});

test('a bulk call with an idempotency key answers again what it answered', async (t) => {
  const { workshops } = await open(t);
  const [shed, barn] = [await workshops.create('Shed'), await workshops.create('Barn')];
  const ids = [shed.id, barn.id];
  const once = workshops.with({ idempotencyKey: 'key-1' });
  const ruin = () => caught(workshops.with({ idempotencyKey: 'key-2' }).intentMany(ids, 'ruin'));

  assert.deepEqual(await once.intentMany(ids, 'addTask', { title: 'sweep' }), { requested: 2, processed: 2 });
  assert.deepEqual(await once.intentMany(ids, 'addTask', { title: 'sweep' }), { requested: 2, processed: 2 });
  assert.equal((await workshops.get(shed.id)).tasks.length, 1);

  assert.ok((await ruin()) instanceof StepFailed);
  const again = await ruin();
  assert.ok(again instanceof ReplayedRefusal);
  assert.deepEqual([again.code, failedRecordId(again)], ['step_failed', shed.id]);
});

test('a bulk call or a patch from inside a command is refused', async (t) => {
  const { workshops } = await open(t);
  const { id } = await workshops.create('Shed');

  t.mock.method(outside, 'call', () => workshops.intentMany([id], 'setRank', 1));
  await assert.rejects(workshops.on(id).callOut(), /bulk setRank of workshops was called inside the command/);
  t.mock.method(outside, 'call', () => workshops.patch(id, { rank: 1 }));
  await assert.rejects(workshops.on(id).callOut(), /patch of workshops was called inside the command/);
});

test('patch takes values as the class has them, and answers the record', async (t) => {
  const { profiles } = await open(t);
  const { id } = await profiles.create('ann@x', 'ann');
  const born = new Date('1990-02-03T00:00:00.000Z');
  const at = new Date('2026-01-01T00:00:00.000Z');

  const ann = await profiles.patch(id, {
    nick: 'Annie',
    born,
    credits: 5n,
    home: { floor: 2, place: { lat: 1, lng: 2 } },
    reach: { kind: 'phone', number: '117' },
    scores: new Map([['chess', { points: 1, at }]]),
    limits: new Map([[1, 'one']]),
    tags: new Set(['a']),
    flags: { on: true },
    extra: [1, { two: null }],
  });

  assert.deepEqual([ann.version, ann.nick, ann.born, ann.credits], [2, 'Annie', born, 5n]);
  assert.deepEqual(ann.home, { street: 'Main Street 1', zip: '3000', floor: 2, keeper: null, place: { lat: 1, lng: 2 } });
  assert.deepEqual(ann.scores, new Map([['chess', { points: 1, at }]]));
  assert.deepEqual([ann.limits, ann.tags, ann.flags], [new Map([[1, 'one']]), new Set(['a']), { on: true }]);
  assert.deepEqual([ann.extra, ann.label], [[1, { two: null }], 'Annie (4)']);
  assert.deepEqual(await profiles.get(id), ann);
});

test('in a patch null removes and undefined changes nothing', async (t) => {
  const { profiles } = await open(t);
  const { id } = await profiles.create('ann@x', 'ann');
  const at = new Date('2026-01-01T00:00:00.000Z');
  await profiles.patch(id, { nick: 'Annie', home: { floor: 2 }, scores: new Map([['chess', { points: 1, at, note: 'x' }]]) });

  const ann = await profiles.patch(id, {
    nick: null,
    motto: null,
    age: undefined,
    home: { floor: null, zip: undefined },
    scores: new Map([['chess', { note: null }], ['go', null]]),
    flags: { off: null },
  });

  assert.equal('nick' in ann, false);
  assert.deepEqual(ann.home, { street: 'Main Street 1', zip: '3000', keeper: null });
  assert.deepEqual(ann.scores, new Map([['chess', { points: 1, at }]]));
});

test('the type of a patch leaves out what cannot be patched, and the engine refuses it', async (t) => {
  const { profiles } = await open(t);
  const { id } = await profiles.create('ann@x', 'ann');
  const wrong = [
    // @ts-expect-error -- readonly
    () => profiles.patch(id, { handle: 'bob' }),
    // @ts-expect-error -- a getter
    () => profiles.patch(id, { label: 'x' }),
    // @ts-expect-error -- private
    () => profiles.patch(id, { secret: 'x' }),
    // @ts-expect-error -- the service's own
    () => profiles.patch(id, { version: 3 }),
    // @ts-expect-error -- there must be an e-mail address
    () => profiles.patch(id, { email: null }),
    // @ts-expect-error -- a member that does not exist
    () => profiles.patch(id, { home: { colour: 'red' } }),
    // @ts-expect-error -- elements are complete
    () => profiles.patch(id, { visits: [{ points: 1 }] }),
    // @ts-expect-error -- a method
    () => profiles.patch(id, { greet: () => undefined }),
  ];

  for (const [position, patch] of wrong.entries()) {
    const refused = await caught(patch());
    assert.equal(refused instanceof PersistDomainError && refused.code, 'validation_error', `${position}: ${String(refused)}`);
  }
  assert.equal((await profiles.get(id)).version, 1);
});

test('patch keeps to an expected version and an idempotency key', async (t) => {
  const { profiles } = await open(t);
  const { id } = await profiles.create('ann@x', 'ann');
  const once = profiles.with({ idempotencyKey: 'key-1', ifMatch: 1 });

  const first = await once.patch(id, { age: 4 });

  assert.deepEqual(await once.patch(id, { age: 4 }), first);
  await assert.rejects(profiles.with({ ifMatch: 1 }).patch(id, { age: 5 }), { code: 'optimistic_lock_conflict' });
});

test('a model that is not declared so cannot be patched', async (t) => {
  const contract = await workshopContract();
  const models = contract.models.map((model) => ({ ...model, patch: false }));
  const app = await openTestApp(t, Profile, { contract: { ...contract, models } });
  const profiles = await app.domain(Profile);
  const { id } = await profiles.create('ann@x', 'ann');

  await assert.rejects(profiles.patch(id, { age: 4 }), /Profile cannot be patched\. Declare it with @model\({ patch: true }\)/);
});

async function open(t: TestContext) {
  const app = await openTestApp(t, [Workshop, Profile], { contract: await workshopContract() });
  return { workshops: await app.domain(Workshop), profiles: await app.domain(Profile) };
}

function caught(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => assert.fail('the call should have failed'),
    (error: unknown) => error,
  );
}
