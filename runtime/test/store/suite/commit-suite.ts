import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboxRecord } from '../../../src/store/store.js';
import { auditOf, element, gadget, moment, removal, thing, update, work } from '../things.js';
import type { StoreOpener } from './open-store.js';

const committed = { kind: 'committed' };

function event(n: number): OutboxRecord {
  return {
    eventId: `event-${n}`,
    topic: 'things.changed',
    model: 'things',
    id: 'a',
    version: 1,
    at: moment(n),
    payload: { n, nothing: null },
  };
}

export function commitSuite(open: StoreOpener): void {
  test('an empty group commits nothing', async (t) => {
    const { store } = await open(t);

    assert.deepEqual(await store.commit([]), []);
  });

  test('every write set of a group has its outcome, in order', async (t) => {
    const { store } = await open(t);

    const outcomes = await store.commit([work(thing('a')), work(thing('b')), work(update('a', 1, {}))]);

    assert.deepEqual(outcomes, [committed, committed, committed]);
    assert.equal(await store.versionOf('things', 'a'), 2);
    assert.equal(await store.versionOf('things', 'b'), 1);
  });

  test('a later write set of a group builds on an earlier one', async (t) => {
    const { store } = await open(t);

    await store.commit([
      work(thing('a', { score: 1 }, { collections: { items: [element(1, 'a0', 'x')] } })),
      work(
        update('a', 1, { collections: { items: [{ kind: 'changed', key: 1, before: 'x', after: 'y' }] } }),
      ),
      work(update('a', 2, { fields: { score: { before: 1, after: 3 } } })),
    ]);

    const stored = (await store.load('things', 'a'))!;
    assert.equal(stored.version, 3);
    assert.equal(stored.fields['score'], 3);
    assert.deepEqual(stored.collections['items'], [{ key: 1, order: 'a0', value: 'y' }]);
  });

  test('a write set that fails in the middle of a group leaves the others unharmed', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('taken', { name: 'Ann' }))]);

    const outcomes = await store.commit([
      work(thing('a')),
      work(thing('b', { name: 'Ann' })),
      work(thing('c')),
    ]);

    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['committed', 'unique_violation', 'committed'],
    );
    assert.equal(await store.versionOf('things', 'a'), 1);
    assert.equal(await store.versionOf('things', 'b'), undefined);
    assert.equal(await store.versionOf('things', 'c'), 1);
  });

  test('of a write set that fails nothing is written: no aggregate, history, event or key', async (t) => {
    const { store, outbox } = await open(t);
    await store.commit([work(gadget('taken', 'Bob'))]);
    const first = thing('a', {}, { collections: { items: [element(1, 'a0', 'x')] } });
    const idempotency = { actor: 'ann', key: 'k', fingerprint: 'f', response: 'r', at: moment(0) };

    const [outcome] = await store.commit([
      { writes: [first, gadget('b', 'Bob')], audits: [auditOf(first)], outbox: [event(1)], idempotency },
    ]);

    assert.deepEqual(outcome, { kind: 'unique_violation', model: 'gadgets', id: 'b', field: 'name' });
    assert.equal(await store.load('things', 'a'), undefined);
    assert.equal((await store.audits({ model: 'things', id: 'a', offset: 0, limit: 10 })).total, 0);
    assert.deepEqual(outbox(), []);
    assert.equal(await store.findIdempotent('ann', 'k'), undefined);
  });

  test('one write set writes aggregates of several models', async (t) => {
    const { store } = await open(t);

    await store.commit([work(thing('a'), gadget('a'))]);
    await store.commit([work(update('a', 1, {}), removal('a', 1, 'gadgets'))]);

    assert.equal(await store.versionOf('things', 'a'), 2);
    assert.equal(await store.versionOf('gadgets', 'a'), undefined);
  });

  test('a removed aggregate is gone with its elements', async (t) => {
    const { store } = await open(t);
    const items = [element(1, 'a0', 'x')];
    await store.commit([work(thing('a', {}, { collections: { items } }))]);

    const outcomes = await store.commit([work(removal('a', 1))]);
    await store.commit([work(thing('a'))]);

    assert.deepEqual(outcomes, [committed]);
    assert.deepEqual((await store.load('things', 'a'))!.collections['items'], []);
  });

  test('events are kept in the order they were emitted', async (t) => {
    const { store, outbox } = await open(t);

    await store.commit([
      { ...work(thing('a')), outbox: [event(1), event(2)] },
      { ...work(thing('b')), outbox: [event(3)] },
    ]);

    assert.deepEqual(outbox(), [event(1), event(2), event(3)]);
  });

  test('a store says nothing of foreign writes where there were only its own', async (t) => {
    const { store } = await open(t);
    store.hasForeignWrites();

    await store.commit([work(thing('a'))]);

    assert.equal(store.hasForeignWrites(), false);
  });
}
