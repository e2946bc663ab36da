import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AggregateWrite } from '../../../src/store/store.js';
import { added, element, removal, thing, update, work } from '../things.js';
import type { StoreOpener } from './open-store.js';

export function conflictSuite(open: StoreOpener): void {
  const stale: Readonly<Record<string, AggregateWrite>> = {
    'an update of a version that has passed': update('a', 1, { fields: added({ score: 9 }) }),
    'an update of a version that is yet to come': update('a', 3, { fields: added({ score: 9 }) }),
    'a removal of a version that has passed': removal('a', 1),
    'an insert of an id that is taken': thing('a', { name: 'other' }),
  };
  for (const [what, write] of Object.entries(stale)) {
    test(`${what} is a version conflict and changes nothing`, async (t) => {
      const { store } = await open(t);
      await store.commit([work(thing('a')), work(update('a', 1, {}))]);
      const before = await store.load('things', 'a');

      const outcomes = await store.commit([work(write)]);

      assert.deepEqual(outcomes, [{ kind: 'version_conflict', model: 'things', id: 'a' }]);
      assert.deepEqual(await store.load('things', 'a'), before);
    });
  }

  test('an update of an id that does not exist is a version conflict', async (t) => {
    const { store } = await open(t);

    const outcomes = await store.commit([work(update('nobody', 1, {}))]);

    assert.deepEqual(outcomes, [{ kind: 'version_conflict', model: 'things', id: 'nobody' }]);
  });

  test('a stale update does not touch the elements', async (t) => {
    const { store } = await open(t);
    await store.commit([
      work(thing('a', {}, { collections: { items: [element(1, 'a0', 'x')] } })),
      work(update('a', 1, {})),
    ]);

    await store.commit([
      work(
        update('a', 1, { collections: { items: [{ kind: 'removed', key: 1, order: 'a0', before: 'x' }] } }),
      ),
    ]);

    assert.equal((await store.load('things', 'a'))!.collections['items']!.length, 1);
  });

  test('of two updates of one version in a group the first wins', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a'))]);

    const outcomes = await store.commit([
      work(update('a', 1, { fields: added({ score: 1 }) })),
      work(update('a', 1, { fields: added({ score: 2 }) })),
    ]);

    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['committed', 'version_conflict'],
    );
    assert.equal((await store.load('things', 'a'))!.fields['score'], 1);
  });

  test('what was made on top of a write set that fails fails too, though its version is there', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a')), work(update('a', 1, { fields: added({ score: 1 }) }))]);

    const outcomes = await store.commit([
      work(update('a', 1, { fields: added({ score: 2 }) })),
      work(update('a', 2, { fields: added({ score: 3 }) })),
      work(thing('b')),
    ]);

    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['version_conflict', 'version_conflict', 'committed'],
    );
    assert.equal((await store.load('things', 'a'))!.fields['score'], 1);
  });

  for (const value of ['9223372036854775808', '-9223372036854775809']) {
    test(`a bigint past 64 bits (${value}) fails its own write set only`, async (t) => {
      const { store } = await open(t);

      const outcomes = await store.commit([work(thing('a', { balance: value })), work(thing('b'))]);

      const reason = `${value} is not an integer of 64 bits.`;
      assert.deepEqual(outcomes, [
        { kind: 'unstorable_value', model: 'things', id: 'a', field: 'balance', reason },
        { kind: 'committed' },
      ]);
      assert.equal(await store.load('things', 'a'), undefined);
    });
  }

  test('a text that is not valid Unicode fails its own write set only', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a', { name: 'Ann' }))]);

    const outcomes = await store.commit([
      work(update('a', 1, { fields: added({ name: 'half \ud800' }) })),
      work(thing('b')),
    ]);

    const reason = 'the text is not valid Unicode (half a surrogate pair).';
    assert.deepEqual(outcomes, [
      { kind: 'unstorable_value', model: 'things', id: 'a', field: 'name', reason },
      { kind: 'committed' },
    ]);
    assert.equal((await store.load('things', 'a'))!.fields['name'], 'Ann');
  });
}
