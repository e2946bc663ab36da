import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { PersistDomainError, type AuditQueryInput } from '@persist/runtime';
import { openTestApp } from '@persist/runtime/testing';
import { workshopContract } from '../engine/open-engine.js';
import { Workshop } from '../fixtures/workshop/src/model.js';

async function open(t: TestContext) {
  const app = await openTestApp(t, Workshop, { contract: await workshopContract(), now: '2026-05-01T12:00:00.000Z' });
  return { clock: app.clock, workshops: await app.domain(Workshop) };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => assert.fail('the call should have failed'),
    (error: unknown) => (error instanceof PersistDomainError ? error.code : String(error)),
  );
}

test('a record is shown as it was, with getters computed on what was', async (t) => {
  const { clock, workshops } = await open(t);
  const shed = await workshops.create('Shed');
  clock.advance(1000);
  await workshops.on(shed.id).addTask({ title: 'sweep' });
  const busy = await workshops.get(shed.id);

  assert.deepEqual(await workshops.at(shed.id, { version: 1 }), shed);
  assert.deepEqual(await workshops.at(shed.id, { version: 2 }), busy);
  assert.deepEqual(await workshops.at(shed.id, { asOf: new Date('2026-05-01T12:00:00.999Z') }), shed);
  assert.deepEqual(await workshops.at(shed.id, { asOf: new Date() }), busy);
  assert.deepEqual([shed.open, busy.open], [0, 1]);
});

test('the past of a removed record is shown, and its end is not found', async (t) => {
  const { clock, workshops } = await open(t);
  const shed = await workshops.create('Shed');
  clock.advance(1000);
  await workshops.remove(shed.id);

  assert.deepEqual(await workshops.at(shed.id, { version: 1 }), shed);
  assert.equal(await codeOf(workshops.at(shed.id, { version: 2 })), 'not_found');
  assert.equal(await codeOf(workshops.at(shed.id, { asOf: clock.now() })), 'not_found');
});

test('a moment that is none is refused', async (t) => {
  const { workshops } = await open(t);
  const { id } = await workshops.create('Shed');

  for (const moment of [{ version: 0 }, { version: 1.5 }, { asOf: new Date(Number.NaN) }, { asOf: new Date(8.64e15) }]) {
    assert.equal(await codeOf(workshops.at(id, moment)), 'bad_request');
  }
  // @ts-expect-error neither a version nor a time
  assert.equal(await codeOf(workshops.at(id, {})), 'bad_request');
});

test('a walk goes on after its cursor, and ends where none is given', async (t) => {
  const { workshops } = await open(t);
  for (const name of ['Attic', 'Barn', 'Cellar']) await workshops.create(name);
  const query = { where: { rank: 0 }, orderBy: { name: 'desc' }, perPage: 2 } as const;

  const first = await workshops.query(query);
  await workshops.create('Zoo');
  const second = await workshops.query({ ...query, cursor: first.nextCursor! });

  assert.deepEqual([...first.items, ...second.items].map(({ name }) => name), ['Cellar', 'Barn', 'Attic']);
  assert.deepEqual([second.page, second.total, second.nextCursor], [undefined, 4, undefined]);
  assert.equal(await codeOf(workshops.query({ ...query, where: {}, cursor: first.nextCursor! })), 'bad_request');
});

test('the history is filtered by typed conditions', async (t) => {
  const { clock, workshops } = await open(t);
  const { id } = await workshops.create('Shed');
  for (const rank of [1, 2, 3]) {
    clock.advance(1000);
    await workshops.with({ actor: rank === 2 ? 'bob' : 'ann' }).on(id).setRank(rank);
  }
  const versions = async (input: AuditQueryInput) => (await workshops.audits(id, input)).map(({ version }) => version);

  assert.deepEqual(await versions({ where: { event: 'set_rank' }, perPage: 2 }), [4, 3]);
  assert.deepEqual(await versions({ where: { event: 'set_rank' }, page: 2, perPage: 2 }), [2]);
  assert.deepEqual(await versions({ where: { actor: { in: ['bob', 'cy'] } } }), [3]);
  assert.deepEqual(await versions({ where: { version: { lt: 3 }, action: 'command' } }), [2]);
  assert.deepEqual(await versions({ where: { at: { gt: new Date('2026-05-01T12:00:01.000Z') } } }), [4, 3]);
  assert.deepEqual(await versions({ orderBy: { version: 'asc' }, perPage: 1 }), [1]);
});

test('types allow what a history has, and nothing else', async (t) => {
  const { workshops } = await open(t);
  const { id } = await workshops.create('Shed');
  const refusedByTypes: AuditQueryInput[] = [
    // @ts-expect-error no such column
    { where: { message: 'x' } },
    // @ts-expect-error no such action
    { where: { action: 'rename' } },
    // @ts-expect-error no such operator on a text
    { where: { actor: { startsWith: 'a' } } },
    // @ts-expect-error sorted by version only
    { orderBy: { at: 'asc' } },
    { perPage: 101 },
  ];

  for (const input of refusedByTypes) assert.equal(await codeOf(workshops.audits(id, input)), 'bad_request');
});
