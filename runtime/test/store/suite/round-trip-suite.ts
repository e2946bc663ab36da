import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '@persist/contract';
import { added, element, firstMoment, moment, thing, update, work } from '../things.js';
import type { StoreOpener } from './open-store.js';

export function roundTripSuite(open: StoreOpener): void {
  test('an aggregate is read back as it was written', async (t) => {
    const { store } = await open(t);

    await store.commit([
      work(
        thing('a', {
          name: 'Ann',
          score: 1.5,
          active: false,
          dueAt: '2026-02-03T04:05:06.789Z',
          balance: '42',
          city: 'Bern',
          address: { zip: '3000', floor: 2 },
          anything: [1, { deep: null }],
          secret: 'kept',
        }),
      ),
    ]);

    assert.deepEqual(await store.load('things', 'a'), {
      id: 'a',
      version: 1,
      createdAt: firstMoment,
      updatedAt: firstMoment,
      fields: {
        name: 'Ann',
        score: 1.5,
        active: false,
        dueAt: '2026-02-03T04:05:06.789Z',
        balance: '42',
        city: 'Bern',
        address: { zip: '3000', floor: 2 },
        anything: [1, { deep: null }],
        secret: 'kept',
      },
      collections: { items: [], tags: [], labels: [], pairs: [] },
    });
  });

  test('what was committed is there after the store was opened again', async (t) => {
    const fixture = await open(t);
    await fixture.store.commit([
      work(thing('a', {}, { collections: { items: [element(1, 'a0', { n: 1 })] } })),
    ]);
    const before = await fixture.store.load('things', 'a');

    const store = await fixture.reopen();

    assert.notEqual(before, undefined);
    assert.deepEqual(await store.load('things', 'a'), before);
  });

  test('an id that does not exist loads as undefined and has no version', async (t) => {
    const { store } = await open(t);

    assert.equal(await store.load('things', 'nobody'), undefined);
    assert.equal(await store.versionOf('things', 'nobody'), undefined);
  });

  test('an absent field stays absent and null stays null', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a', { city: null, anything: null }))]);

    const { fields } = (await store.load('things', 'a'))!;

    assert.equal(fields['city'], null);
    assert.equal(fields['anything'], null);
    assert.deepEqual(Object.keys(fields).sort(), ['active', 'anything', 'city', 'name', 'score']);
  });

  test('an update can make a field absent, and give it a value again', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a', { balance: '1', address: { zip: '3000' } }))]);

    await store.commit([
      work(update('a', 1, { fields: { balance: { before: '1' }, address: { before: { zip: '3000' } } } })),
    ]);
    const absent = (await store.load('things', 'a'))!.fields;
    await store.commit([work(update('a', 2, { fields: { balance: { after: '2' } } }))]);

    assert.equal('balance' in absent || 'address' in absent, false);
    assert.equal((await store.load('things', 'a'))!.fields['balance'], '2');
  });

  test('an update changes the version, the time and the fields it names, nothing else', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a', { name: 'Ann', score: 1 }))]);
    const before = (await store.load('things', 'a'))!;

    await store.commit([work(update('a', 1, { fields: { score: { before: 1, after: 2 } }, at: moment(7) }))]);

    assert.deepEqual(await store.load('things', 'a'), {
      ...before,
      version: 2,
      updatedAt: moment(7),
      fields: { ...before.fields, score: 2 },
    });
  });

  test('an update without changes still raises the version', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a'))]);

    await store.commit([work(update('a', 1, {}))]);

    assert.equal(await store.versionOf('things', 'a'), 2);
  });

  const exact: Readonly<Record<string, readonly [field: string, value: Json]>> = {
    'the least bigint of 64 bits': ['balance', '-9223372036854775808'],
    'the greatest bigint of 64 bits': ['balance', '9223372036854775807'],
    'a bigint past 2^53': ['balance', '9007199254740993'],
    'the greatest number': ['score', Number.MAX_VALUE],
    'the least positive number': ['score', Number.MIN_VALUE],
    'a number that needs 17 digits': ['score', 0.1 + 0.2],
    'the greatest safe integer': ['score', Number.MAX_SAFE_INTEGER],
    'a text with a NUL character': ['name', 'a\0b'],
    'a text beyond the basic plane': ['name', '𝄞 ✓ é'],
    'an empty text': ['name', ''],
    'a JSON text with half a surrogate pair': ['anything', { text: '\ud800' }],
  };
  for (const [what, [field, value]] of Object.entries(exact)) {
    test(`${what} comes back exactly`, async (t) => {
      const { store } = await open(t);

      await store.commit([work(thing('a', { [field]: value }))]);

      assert.deepEqual((await store.load('things', 'a'))!.fields[field], value);
    });
  }

  test('elements come in the order of their order keys, compared byte by byte', async (t) => {
    const { store } = await open(t);
    const items = [
      element(1, 'a1', 'third'),
      element(2, 'a0', 'second'),
      element(3, 'Zz', 'first'),
      element(4, 'a1', 'fourth'),
    ];

    await store.commit([work(thing('a', {}, { collections: { items } }))]);

    const stored = (await store.load('things', 'a'))!.collections['items']!;
    assert.deepEqual(stored, [
      { key: 3, order: 'Zz', value: 'first' },
      { key: 2, order: 'a0', value: 'second' },
      { key: 1, order: 'a1', value: 'third' },
      { key: 4, order: 'a1', value: 'fourth' },
    ]);
  });

  test('elements are added, changed, moved and removed in the order of the change set', async (t) => {
    const { store } = await open(t);
    const items = [element(1, 'a0', 'one'), element(2, 'a1', 'two'), element(3, 'a2', 'three')];
    await store.commit([work(thing('a', {}, { collections: { items } }))]);

    await store.commit([
      work(
        update('a', 1, {
          collections: {
            items: [
              { kind: 'changed', key: 1, before: 'one', after: 'ONE' },
              { kind: 'moved', key: 3, from: 'a2', to: 'Zz' },
              { kind: 'removed', key: 2, order: 'a1', before: 'two' },
              element(4, 'a3', 'four'),
              { kind: 'removed', key: 4, order: 'a3', before: 'four' },
              element(4, 'a4', 'FOUR'),
            ],
          },
        }),
      ),
    ]);

    assert.deepEqual((await store.load('things', 'a'))!.collections['items'], [
      { key: 3, order: 'Zz', value: 'three' },
      { key: 1, order: 'a0', value: 'ONE' },
      { key: 4, order: 'a4', value: 'FOUR' },
    ]);
  });

  test('sets and maps keep their elements under keys of their own', async (t) => {
    const { store } = await open(t);
    const collections = {
      tags: [element(1, 'a0', 'red')],
      labels: [element('__proto__', 'a1', null), element('', 'a0', { n: 1 }), element('ключ', 'a2', [])],
      pairs: [element('[1,"x"]', 'a0', 'pair'), element('1', 'a1', 'one')],
    };

    await store.commit([work(thing('a', {}, { collections }))]);

    const stored = (await store.load('things', 'a'))!.collections;
    assert.deepEqual(stored['tags'], [{ key: 1, order: 'a0', value: 'red' }]);
    assert.deepEqual(stored['labels'], [
      { key: '', order: 'a0', value: { n: 1 } },
      { key: '__proto__', order: 'a1', value: null },
      { key: 'ключ', order: 'a2', value: [] },
    ]);
    assert.deepEqual(stored['pairs'], [
      { key: '[1,"x"]', order: 'a0', value: 'pair' },
      { key: '1', order: 'a1', value: 'one' },
    ]);
  });

  test('elements of one aggregate are not those of another', async (t) => {
    const { store } = await open(t);

    await store.commit([
      work(thing('a', {}, { collections: { items: [element(1, 'a0', 'of a')] } })),
      work(thing('b', {}, { collections: { items: [element(1, 'a0', 'of b')] } })),
    ]);

    assert.deepEqual((await store.load('things', 'a'))!.collections['items'], [
      { key: 1, order: 'a0', value: 'of a' },
    ]);
    assert.deepEqual((await store.load('things', 'b'))!.collections['items'], [
      { key: 1, order: 'a0', value: 'of b' },
    ]);
  });

  test('a write of one field leaves what was loaded before untouched', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a', { anything: { n: 1 } }))]);
    const loaded = (await store.load('things', 'a'))!;

    await store.commit([work(update('a', 1, { fields: added({ anything: { n: 2 } }) }))]);

    assert.deepEqual(loaded.fields['anything'], { n: 1 });
  });
}
