import assert from 'node:assert/strict';
import { test } from 'node:test';
import { added, thing, update, work } from '../things.js';
import type { StoreOpener } from './open-store.js';

/** Write sets that change several aggregates: bulk calls, and whatever else commits as one. */
export function multiAggregateSuite(open: StoreOpener): void {
  test('a write set over several aggregates is written whole', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a')), work(thing('b'))]);

    const outcomes = await store.commit([work(score('a', 1, 5), score('b', 1, 6), thing('c'))]);

    assert.deepEqual(outcomes, [{ kind: 'committed' }]);
    assert.deepEqual(await scores(store, ['a', 'b', 'c']), [5, 6, 0]);
  });

  test('a write set that cannot write one of its aggregates writes none, and says which it was', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a')), work(thing('b')), work(thing('c', { name: 'Ann' }))]);

    const outcomes = await store.commit([
      work(score('a', 1, 5), score('b', 7, 5)),
      work(score('c', 1, 5), thing('d', { name: 'Ann' })),
    ]);

    assert.deepEqual(outcomes, [
      { kind: 'version_conflict', model: 'things', id: 'b' },
      { kind: 'unique_violation', model: 'things', id: 'd', field: 'name' },
    ]);
    assert.deepEqual(await scores(store, ['a', 'b', 'c']), [0, 0, 0]);
  });

  test('one aggregate may be written several times in a write set', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a'))]);

    const outcomes = await store.commit([work(score('a', 1, 5), score('a', 2, 6))]);

    assert.deepEqual(outcomes, [{ kind: 'committed' }]);
    assert.equal((await store.load('things', 'a'))!.version, 3);
    assert.deepEqual(await scores(store, ['a']), [6]);
  });

  test('a write set that fails takes with it what was made on top of any of its aggregates, and so on', async (t) => {
    const { store } = await open(t);
    await store.commit(['a', 'b', 'c', 'd'].map((id) => work(thing(id))));

    const outcomes = await store.commit([
      work(score('a', 1, 1), score('b', 9, 1)),
      work(score('a', 1, 2), score('c', 1, 2)),
      work(score('c', 1, 3)),
      work(score('d', 1, 4)),
    ]);

    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['version_conflict', 'version_conflict', 'version_conflict', 'committed'],
    );
    assert.deepEqual(await scores(store, ['a', 'b', 'c', 'd']), [0, 0, 0, 4]);
  });

  test('a write set one aggregate of which rests on one that fails is not written', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a', { name: 'Ann' })), work(thing('b')), work(thing('c'))]);

    const outcomes = await store.commit([
      work(update('b', 1, { fields: added({ name: 'Ann' }) })),
      work(score('c', 1, 2), score('b', 2, 2)),
    ]);

    assert.deepEqual(outcomes, [
      { kind: 'unique_violation', model: 'things', id: 'b', field: 'name' },
      { kind: 'version_conflict', model: 'things', id: 'b' },
    ]);
    assert.deepEqual(await scores(store, ['b', 'c']), [0, 0]);
  });
}

function score(id: string, expectedVersion: number, value: number) {
  return update(id, expectedVersion, { fields: added({ score: value }) });
}

async function scores(store: Awaited<ReturnType<StoreOpener>>['store'], ids: readonly string[]) {
  return Promise.all(ids.map(async (id) => (await store.load('things', id))!.fields['score'] ?? 0));
}
