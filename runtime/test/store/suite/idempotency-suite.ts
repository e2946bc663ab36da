import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IdempotencyRecord, WriteSet } from '../../../src/store/store.js';
import { added, auditOf, firstMoment, moment, thing, update, work } from '../things.js';
import { hour, type StoreOpener } from './open-store.js';

const history = { model: 'things', id: 'a', offset: 0, limit: 100 } as const;

function keyed(more: Partial<IdempotencyRecord> = {}): IdempotencyRecord {
  return {
    actor: 'ann',
    key: 'key-1',
    fingerprint: 'f',
    response: '{"status":204}',
    at: firstMoment,
    ...more,
  };
}

/** A creation with its history, by a call with a key. */
function creation(id: string, idempotency: IdempotencyRecord): WriteSet {
  const write = thing(id);
  return { ...work(write), audits: [auditOf(write)], idempotency };
}

/** A call the domain refused: nothing but its outcome is kept. */
function refusal(idempotency: IdempotencyRecord): WriteSet {
  return { ...work(), idempotency };
}

export function idempotencySuite(open: StoreOpener): void {
  test('the outcome of a call is found by actor and key', async (t) => {
    const { store } = await open(t);

    await store.commit([creation('a', keyed())]);

    assert.deepEqual(await store.findIdempotent('ann', 'key-1'), keyed());
    assert.equal(await store.findIdempotent('bob', 'key-1'), undefined);
    assert.equal(await store.findIdempotent('ann', 'key-2'), undefined);
  });

  test('the outcome of a call is found after the store was opened again', async (t) => {
    const fixture = await open(t);
    await fixture.store.commit([creation('a', keyed())]);

    const store = await fixture.reopen();

    assert.deepEqual(await store.findIdempotent('ann', 'key-1'), keyed());
  });

  test('a second call with the same key is an idempotency conflict and writes nothing', async (t) => {
    const { store } = await open(t);
    await store.commit([creation('a', keyed())]);

    const outcomes = await store.commit([creation('b', keyed({ fingerprint: 'other' }))]);

    assert.deepEqual(outcomes, [{ kind: 'idempotency_conflict' }]);
    assert.equal(await store.load('things', 'b'), undefined);
    assert.deepEqual(await store.findIdempotent('ann', 'key-1'), keyed());
  });

  test('of two calls with the same key in one group the first wins', async (t) => {
    const { store } = await open(t);

    const outcomes = await store.commit([creation('a', keyed()), creation('b', keyed())]);

    assert.deepEqual(outcomes, [{ kind: 'committed' }, { kind: 'idempotency_conflict' }]);
  });

  test('the same key of another actor is another key', async (t) => {
    const { store } = await open(t);

    const outcomes = await store.commit([creation('a', keyed()), creation('b', keyed({ actor: 'bob' }))]);

    assert.deepEqual(outcomes, [{ kind: 'committed' }, { kind: 'committed' }]);
    assert.deepEqual(await store.findIdempotent('bob', 'key-1'), keyed({ actor: 'bob' }));
  });

  test('a refusal is kept by its key alone and shows in no history', async (t) => {
    const { store } = await open(t);
    await store.commit([creation('a', keyed())]);

    const outcomes = await store.commit([
      refusal(keyed({ key: 'key-2', response: '{"status":409}' })),
      refusal(keyed({ key: 'key-2' })),
    ]);

    assert.deepEqual(outcomes, [{ kind: 'committed' }, { kind: 'idempotency_conflict' }]);
    assert.equal((await store.findIdempotent('ann', 'key-2'))!.response, '{"status":409}');
    assert.equal((await store.audits(history)).total, 1);
  });

  test('a unit of work with several audit records has one key', async (t) => {
    const { store } = await open(t);
    const writes = [thing('a'), thing('b')];

    await store.commit([
      { ...work(...writes), audits: writes.map((write) => auditOf(write)), idempotency: keyed() },
    ]);

    assert.deepEqual(await store.findIdempotent('ann', 'key-1'), keyed());
    assert.equal((await store.audits(history)).total, 1);
    assert.equal((await store.audits({ ...history, id: 'b' })).total, 1);
  });

  test('an outcome is kept for its time to the millisecond', async (t) => {
    const { store, advance } = await open(t);
    await store.commit([creation('a', keyed())]);

    advance(hour - 1);
    const kept = await store.findIdempotent('ann', 'key-1');
    advance(1);

    assert.deepEqual(kept, keyed());
    assert.equal(await store.findIdempotent('ann', 'key-1'), undefined);
  });

  const firstCalls: Readonly<Record<string, WriteSet>> = {
    'a change': creation('a', keyed()),
    'a refusal': refusal(keyed()),
  };
  for (const [what, first] of Object.entries(firstCalls)) {
    test(`after the time of ${what} has passed its key can be used again`, async (t) => {
      const { store, advance } = await open(t);
      await store.commit([first]);
      advance(hour);

      const again = keyed({ at: moment(hour / 1000), response: 'again' });
      const outcomes = await store.commit([creation('b', again)]);

      assert.deepEqual(outcomes, [{ kind: 'committed' }]);
      assert.deepEqual(await store.findIdempotent('ann', 'key-1'), again);
    });
  }

  test('a key that is used again leaves the history of its first use alone', async (t) => {
    const { store, advance } = await open(t);
    await store.commit([creation('a', keyed())]);
    const before = await store.audits(history);
    advance(hour);

    await store.commit([creation('b', keyed({ at: moment(hour / 1000) }))]);

    assert.deepEqual(await store.audits(history), before);
  });

  test('a conflict of another kind does not use the key up', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a'))]);

    await store.commit([{ ...work(update('a', 9, { fields: added({ score: 1 }) })), idempotency: keyed() }]);

    assert.equal(await store.findIdempotent('ann', 'key-1'), undefined);
  });
}
