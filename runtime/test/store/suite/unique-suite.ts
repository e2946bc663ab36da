import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '@persist/contract';
import { added, removal, thing, update, work } from '../things.js';
import type { StoreOpener } from './open-store.js';

type Values = Readonly<Record<string, Json>>;

export function uniqueSuite(open: StoreOpener): void {
  const collisions: Readonly<Record<string, readonly [field: string, one: Values, other: Values]>> = {
    'the same value of a field': ['name', { name: 'Ann' }, { name: 'Ann' }],
    'the same values of all parts of a composite key': [
      'code',
      { code: 'x', tenant: '1' },
      { code: 'x', tenant: '1' },
    ],
    'the same value inside an object': [
      'address.zip',
      { address: { zip: '3000', floor: 1 } },
      { address: { zip: '3000', floor: 2 } },
    ],
  };
  for (const [what, [field, one, other]] of Object.entries(collisions)) {
    test(`${what} is a unique violation that names the field`, async (t) => {
      const { store } = await open(t);

      const outcomes = await store.commit([work(thing('a', one)), work(thing('b', other))]);

      assert.deepEqual(outcomes, [
        { kind: 'committed' },
        { kind: 'unique_violation', model: 'things', id: 'b', field },
      ]);
    });
  }

  const neighbours: Readonly<Record<string, readonly [one: Values, other: Values]>> = {
    'texts that differ in case': [{ name: 'Ann' }, { name: 'ann' }],
    'texts that differ after a NUL character': [{ name: 'a\0b' }, { name: 'a\0c' }],
    'composite keys that differ in one part': [
      { code: 'x', tenant: '1' },
      { code: 'x', tenant: '2' },
    ],
    'composite keys with an absent part': [{ code: 'x' }, { code: 'x' }],
    'absent objects': [{}, {}],
    'objects without the property': [{ address: { floor: 1 } }, { address: { floor: 1 } }],
    'objects with null as the property': [{ address: { zip: null } }, { address: { zip: null } }],
    'a number and the same digits as text inside an object': [
      { address: { zip: 3000 } },
      { address: { zip: '3000' } },
    ],
  };
  for (const [what, [one, other]] of Object.entries(neighbours)) {
    test(`${what} do not collide`, async (t) => {
      const { store } = await open(t);

      const outcomes = await store.commit([work(thing('a', one)), work(thing('b', other))]);

      assert.deepEqual(outcomes, [{ kind: 'committed' }, { kind: 'committed' }]);
    });
  }

  test('an update into a taken value is a unique violation', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a', { name: 'Ann' })), work(thing('b', { name: 'Bob' }))]);

    const outcomes = await store.commit([work(update('b', 1, { fields: added({ name: 'Ann' }) }))]);

    assert.deepEqual(outcomes, [{ kind: 'unique_violation', model: 'things', id: 'b', field: 'name' }]);
    assert.equal((await store.load('things', 'b'))!.fields['name'], 'Bob');
  });

  test('an update of the value to itself is none', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a', { name: 'Ann' }))]);

    assert.deepEqual(await store.commit([work(update('a', 1, { fields: added({ name: 'Ann' }) }))]), [
      { kind: 'committed' },
    ]);
  });

  test('a value is free again after its aggregate was removed', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a', { name: 'Ann' }))]);

    const outcomes = await store.commit([work(removal('a', 1)), work(thing('b', { name: 'Ann' }))]);

    assert.deepEqual(outcomes, [{ kind: 'committed' }, { kind: 'committed' }]);
  });

  test('a value is free again after its aggregate has another', async (t) => {
    const { store } = await open(t);
    await store.commit([work(thing('a', { name: 'Ann' }))]);

    const outcomes = await store.commit([
      work(update('a', 1, { fields: added({ name: 'Anna' }) })),
      work(thing('b', { name: 'Ann' })),
    ]);

    assert.deepEqual(outcomes, [{ kind: 'committed' }, { kind: 'committed' }]);
  });

  test('uniqueness still holds after the store was opened again', async (t) => {
    const fixture = await open(t);
    await fixture.store.commit([work(thing('a', { name: 'Ann' }))]);

    const store = await fixture.reopen();

    assert.deepEqual(await store.commit([work(thing('b', { name: 'Ann' }))]), [
      { kind: 'unique_violation', model: 'things', id: 'b', field: 'name' },
    ]);
  });
}
