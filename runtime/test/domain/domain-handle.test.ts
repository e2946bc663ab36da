import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PersistDomainError, ReplayedRefusal } from '@persist/runtime';
import { openTestApp } from '@persist/runtime/testing';
import { workshopContract } from '../engine/open-engine.js';
import { outside, StepFailed, Workshop } from '../fixtures/workshop/src/model.js';
import { openWorkshops } from './open-workshops.js';

test('a created record is an immutable value with getters and the framework\'s facts', async (t) => {
  const workshops = await openWorkshops(t);

  const shed = await workshops.create('Shed', 'Ann');

  assert.match(shed.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  assert.deepEqual([shed.name, shed.owner, shed.version, shed.open], ['Shed', 'Ann', 1, 0]);
  assert.ok(shed.createdAt instanceof Date && shed.labels instanceof Map && shed.tags instanceof Set);
  assert.throws(() => ((shed as { name: string }).name = 'Barn'), TypeError);
  assert.throws(() => (shed.tasks as unknown[]).push('x'), TypeError);
  assert.equal('secret' in shed, false);
  assert.deepEqual(await workshops.get(shed.id), shed);
});

test('methods of a record are durable calls with the class\'s own signatures', async (t) => {
  const workshops = await openWorkshops(t);
  const { id } = await workshops.create('Shed');
  const due = new Date('2026-05-01T12:00:00.000Z');

  const task = await workshops.on(id).addTask({ title: 'sweep', due });
  await workshops.intent(id, 'setRank', 4);

  assert.deepEqual(task, { title: 'sweep', done: false, notes: [], due });
  assert.deepEqual(await workshops.on(id).titles(), ['sweep']);
  assert.deepEqual(await workshops.on(id).titles(true), []);
  const { rank, version, tasks } = await workshops.get(id);
  assert.deepEqual([rank, version, tasks[0]!.due], [4, 3, due]);
});

test('a payload that is optional as a whole can be left out, in process and over HTTP', async (t) => {
  const app = await openTestApp(t, Workshop, { contract: await workshopContract() });
  const workshops = await app.domain(Workshop);
  const { id } = await workshops.create('Shed');
  for (const title of ['sweep', 'paint', 'lock', 'leave']) await workshops.on(id).addTask({ title });

  assert.equal(await workshops.on(id).tidy({ keep: 3 }), 3);
  assert.equal((await app.post(`/api/workshops/${id}/tidy`, { keep: 2 })).body, 2);
  assert.equal((await app.post(`/api/workshops/${id}/tidy`)).body, 1);
  assert.equal(await workshops.on(id).tidy(), 1);
  assert.equal((await app.post(`/api/workshops/${id}/tidy`, {})).status, 422);
});

test('a domain error reaches the caller as it was thrown, a miss is one PersistDomainError', async (t) => {
  const workshops = await openWorkshops(t);
  const { id } = await workshops.create('Shed');

  await assert.rejects(workshops.on(id).ruin(), StepFailed);
  await assert.rejects(workshops.create('Shed'), (error) => kindOf(error) === 'conflict_unique');
  await assert.rejects(workshops.with({ ifMatch: 7 }).on(id).setRank(1), (error) => kindOf(error) === 'conflict_concurrent');
  await assert.rejects(workshops.on(id).setRank('high' as never), (error) => kindOf(error) === 'validation');
  await assert.rejects(workshops.get('0190a0b0-0000-7000-8000-000000000000'), (error) => kindOf(error) === 'not_found');
});

test('a call with an idempotency key answers again what it answered, and a refusal again with its code', async (t) => {
  const workshops = await openWorkshops(t);
  const { id } = await workshops.create('Shed');
  const once = workshops.with({ idempotencyKey: 'key-1', actor: 'ann' });

  assert.deepEqual(await once.on(id).addTask({ title: 'sweep' }), await once.on(id).addTask({ title: 'sweep' }));
  assert.equal((await workshops.get(id)).tasks.length, 1);

  const ruin = workshops.with({ idempotencyKey: 'key-2' }).on(id);
  await assert.rejects(ruin.ruin(), StepFailed);
  await assert.rejects(ruin.ruin(), (error) => {
    assert.ok(error instanceof ReplayedRefusal);
    assert.deepEqual([error.code, error.message], ['step_failed', 'ruined on purpose']);
    return true;
  });
});

test('a handle called from inside a command is refused, and the command undone', async (t) => {
  const workshops = await openWorkshops(t);
  const { id } = await workshops.create('Shed');
  const other = await workshops.create('Barn');
  t.mock.method(outside, 'call', () => workshops.on(other.id).setRank(9));

  await assert.rejects(
    workshops.on(id).callOut(),
    /setRank of workshops was called inside the command Workshop\.callOut.*let it emit an event/,
  );

  assert.deepEqual([(await workshops.get(id)).rank, (await workshops.get(id)).version], [0, 1]);
  assert.equal((await workshops.get(other.id)).version, 1);
});

type Workshops = Awaited<ReturnType<typeof openWorkshops>>;

const floating: readonly [what: string, call: (workshops: Workshops, id: string) => Promise<unknown>][] = [
  ['create', (workshops) => workshops.create('Loft')],
  ['get', (workshops, id) => workshops.get(id)],
  ['setRank', (workshops, id) => workshops.on(id).setRank(9)],
  ['setRank', (workshops, id) => workshops.intent(id, 'setRank', 9)],
  ['titles', (workshops, id) => workshops.on(id).titles()],
  ['remove', (workshops, id) => workshops.remove(id)],
  ['query', (workshops) => workshops.query()],
  ['audits', (workshops, id) => workshops.audits(id)],
];

for (const [position, [what, call]] of floating.entries()) {
  test(`a command that does not wait for a handle's ${what} fails with its refusal (${position})`, async (t) => {
    const workshops = await openWorkshops(t);
    const { id } = await workshops.create('Shed');
    const other = await workshops.create('Barn');
    // A rejection that nobody awaits would fail this test, as it would end a process.
    t.mock.method(outside, 'call', () => call(workshops, other.id));

    await assert.rejects(workshops.on(id).callAndForget(), {
      message: new RegExp(`^${what} of workshops was called inside the command Workshop\\.callAndForget`),
    });

    const page = await workshops.query();
    assert.deepEqual(page.items.map(({ name, rank, version }) => [name, rank, version]), [['Shed', 0, 1], ['Barn', 0, 1]]);
  });
}

test('records are queried by typed conditions, sorted and paged', async (t) => {
  const workshops = await openWorkshops(t);
  for (const [position, name] of ['Attic', 'Barn', 'Cellar', 'Den'].entries()) {
    const { id } = await workshops.create(name);
    await workshops.on(id).setRank(position);
  }

  const page = await workshops.query({ where: { rank: { gte: 1 } }, orderBy: { rank: 'desc' }, page: 1, perPage: 2 });

  assert.deepEqual(page.items.map(({ name }) => name), ['Den', 'Cellar']);
  assert.deepEqual([page.page, page.perPage, page.total, page.totalPages], [1, 2, 3, 2]);
});

test('a query for what the model does not have is refused with all of it', async (t) => {
  const workshops = await openWorkshops(t);

  await assert.rejects(workshops.query({ where: { colour: 'red' } as never, perPage: 500 }), (error) => {
    assert.ok(error instanceof PersistDomainError);
    assert.equal(error.code, 'bad_request');
    assert.equal((error.details['errors'] as unknown[]).length, 2);
    return true;
  });
});

test('a removed record is gone and its history stays', async (t) => {
  const workshops = await openWorkshops(t);
  const { id } = await workshops.create('Shed');

  await workshops.with({ actor: 'ann', requestId: 'request-9' }).remove(id);

  await assert.rejects(workshops.get(id), (error) => kindOf(error) === 'not_found');
  const [removal, creation] = await workshops.audits(id);
  assert.deepEqual([removal!.event, removal!.actor, removal!.requestId], ['remove', 'ann', 'request-9']);
  assert.equal(creation!.event, 'create');
});

function kindOf(error: unknown): string | undefined {
  return error instanceof PersistDomainError ? error.kind : undefined;
}
