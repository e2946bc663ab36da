import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReplayedRefusal } from '@persist/runtime';
import { outside } from '../fixtures/workshop/src/model.js';
import { openWorkshops } from './open-workshops.js';

test('calls in JSON take payloads by name and answer encoded', async (t) => {
  const { json } = await openWorkshops(t);

  const { id, version, record, replayed } = await json.create({ name: 'Shed' });
  const due = '2026-05-01T12:00:00.000Z';
  const added = await json.intent(id, 'addTask', { title: 'sweep', due });

  assert.deepEqual([version, record!['name'], replayed], [1, 'Shed', false]);
  assert.deepEqual(added, {
    id,
    version: 2,
    result: { title: 'sweep', done: false, notes: [], due },
    replayed: false,
  });
  assert.deepEqual(((await json.get(id)).record['tasks'] as { due: string }[])[0]!.due, due);
  assert.deepEqual(await json.remove(id), { id, version: 3, replayed: false });
});

test('a payload in JSON is checked by the contract, and missed where it is needed', async (t) => {
  const { json } = await openWorkshops(t);
  const { id } = await json.create({ name: 'Shed' });

  await assert.rejects(json.create({ name: 'Barn', size: 3 }), { code: 'validation_error' });
  await assert.rejects(json.intent(id, 'addTask', { title: 'sweep', due: 'soon' }), { code: 'validation_error' });
  await assert.rejects(json.create(), { code: 'bad_request' });
  assert.equal((await json.intent(id, 'tidy')).result, 0);
});

test('an id that no record can have, and a method that is no command, are refused', async (t) => {
  const { json } = await openWorkshops(t);
  const { id } = await json.create({ name: 'Shed' });

  await assert.rejects(json.get('first'), { code: 'not_found' });
  await assert.rejects(json.intent('first', 'tidy'), { code: 'not_found' });
  await assert.rejects(json.intent(id, 'titles'), /Workshop\.titles is not marked @command/);
});

test('a call in JSON and the same call in types are one call', async (t) => {
  const workshops = (await openWorkshops(t)).with({ idempotencyKey: 'key-1' });

  const shed = await workshops.create('Shed');
  const again = await workshops.json.create({ name: 'Shed' });

  assert.deepEqual([again.id, again.version, again.record!['name'], again.replayed], [shed.id, 1, 'Shed', true]);
});

test('a replayed refusal tells what the first one told', async (t) => {
  const workshops = await openWorkshops(t);
  const { id } = await workshops.create('Shed');
  const { json } = workshops.with({ idempotencyKey: 'key-1' });

  await assert.rejects(json.intent(id, 'overfill', { count: 51 }), { name: 'Error' });
  await assert.rejects(json.intent(id, 'overfill', { count: 51 }), (error) => {
    assert.ok(error instanceof ReplayedRefusal);
    assert.deepEqual([error.status, error.code, error.fields], [409, 'workshop_full', { limit: 50, wanted: 51 }]);
    return true;
  });
});

test('several versions may be expected, or any', async (t) => {
  const workshops = await openWorkshops(t);
  const { id } = await workshops.create('Shed');

  await workshops.with({ ifMatch: [7, 1] }).on(id).setRank(1);
  await workshops.with({ ifMatch: '*' }).json.intent(id, 'setRank', { rank: 2 });

  assert.equal((await workshops.get(id)).rank, 2);
  await assert.rejects(workshops.with({ ifMatch: [] }).on(id).setRank(3), { code: 'optimistic_lock_conflict' });
});

test('a call in JSON from inside a command fails the command', async (t) => {
  const workshops = await openWorkshops(t);
  const { id } = await workshops.create('Shed');
  t.mock.method(outside, 'call', () => workshops.json.create({ name: 'Barn' }));

  await assert.rejects(workshops.on(id).callAndForget(), /create of workshops was called inside the command/);
});
