import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import type { WriteSet } from '../../src/store/store.js';
import { openThings } from './open-things.js';
import { hour } from './suite/open-store.js';
import { auditOf, firstMoment, moment, thing, work } from './things.js';

function call(n: number, at = firstMoment): WriteSet {
  const write = thing(`id-${n}`, {}, { at });
  const idempotency = { actor: 'ann', key: `key-${n}`, fingerprint: 'f', response: 'r', at };
  return { ...work(write), audits: [auditOf(write)], idempotency };
}

function refusal(n: number): WriteSet {
  return {
    ...work(),
    idempotency: { actor: 'ann', key: `refused-${n}`, fingerprint: 'f', response: 'r', at: firstMoment },
  };
}

function rowsOf({ connection }: SqliteStore): { all: number; keyed: number } {
  return connection
    .prepare('SELECT count(*) AS "all", count(idempotency_key) AS keyed FROM _persist_audits')
    .get() as { all: number; keyed: number };
}

test('keys whose time has passed leave the table with later commits, refusals altogether', async (t) => {
  const { store, advance } = await openThings(t);
  await store.commit([call(1), refusal(1), call(2), refusal(2)]);
  const history = await store.audits({ model: 'things', id: 'id-1', offset: 0, limit: 9 });
  advance(hour);

  await store.commit([call(3, moment(hour / 1000))]);

  assert.deepEqual(rowsOf(store), { all: 3, keyed: 1 });
  assert.deepEqual(await store.audits({ model: 'things', id: 'id-1', offset: 0, limit: 9 }), history);
});

test('keys whose time has not passed stay', async (t) => {
  const { store, advance } = await openThings(t);
  await store.commit([call(1), refusal(1)]);
  advance(hour - 1);

  await store.commit([call(2)]);

  assert.deepEqual(rowsOf(store), { all: 3, keyed: 3 });
});

test('many keys are swept in several commits, and after a restart from where it was left', async (t) => {
  const fixture = await openThings(t);
  await fixture.store.commit(Array.from({ length: 600 }, (_, n) => call(n)));
  fixture.advance(hour);
  const keyed: number[] = [];

  const store = await fixture.reopen();
  for (let n = 0; n < 3; n += 1) {
    await store.commit([work()]);
    keyed.push(rowsOf(store).keyed);
    fixture.advance(100);
  }

  // The last row waits for one after it.
  assert.deepEqual(keyed, [344, 88, 1]);
});
