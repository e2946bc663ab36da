import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldNode, Json } from '@persist/contract';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import { collection, column, constraint, contractOf, json, nullableColumn } from './model-builder.js';
import { items, note, openNotes, schemaOf, valuesOf } from './open-notes.js';
import { added, element, firstMoment, work } from './things.js';

const newFields: readonly [what: string, field: FieldNode, values: readonly unknown[]][] = [
  ['a number with a default', column('rank', 'number', { default: 5 }), [5, 5]],
  ['a boolean with a default', column('rank', 'boolean', { default: false }), [false, false]],
  [
    'a bigint with a default',
    column('rank', 'bigint', { default: '9007199254740993' }),
    ['9007199254740993', '9007199254740993'],
  ],
  [
    'JSON with a default',
    json('rank', { type: 'object' }, { default: { a: [1] } }),
    [{ a: [1] }, { a: [1] }],
  ],
  ['an optional text', column('rank', 'text', { optional: true }), [undefined, undefined]],
  ['an optional text with a default', column('rank', 'text', { optional: true, default: 'x' }), ['x', 'x']],
  ['optional JSON', json('rank', { type: 'object' }, { optional: true }), [undefined, undefined]],
  ['a text that may be null', nullableColumn('rank', 'text'), [null, null]],
  ['JSON that may be null', json('rank', { type: ['object', 'null'] }), [null, null]],
];
for (const [what, field, values] of newFields) {
  test(`a new field is added to what is stored: ${what}`, async (t) => {
    const { store, migrate } = await openNotes(t, {});

    await migrate({ fields: [field] });

    assert.deepEqual(await valuesOf(store, 'rank'), values);
  });
}

test('a new field does not raise versions', async (t) => {
  const { store, migrate } = await openNotes(t, {});

  await migrate({ fields: [column('rank', 'number', { default: 5 })] });

  assert.equal(await store.versionOf('notes', 'a'), 1);
});

test('a new field without a value is fine where nothing is stored', async (t) => {
  const { store, migrate } = await openNotes(t, {});
  const gone = ['a', 'b'].map((id) =>
    work({ kind: 'delete', model: 'notes', id, expectedVersion: 1 } as const),
  );
  await store.commit(gone);

  await migrate({ fields: [column('rank', 'number')] });

  assert.deepEqual(await store.commit([work(note('c', { title: 'three', rank: 1 }))]), [
    { kind: 'committed' },
  ]);
});

test('a new collection is empty in what is stored', async (t) => {
  const { store, migrate } = await openNotes(t, {});

  await migrate({ fields: [items({ default: [] })] });

  assert.deepEqual((await store.load('notes', 'a'))!.collections, { items: [] });
});

const filled: readonly [
  shape: 'array' | 'map' | 'entries',
  value: Json,
  elements: readonly (readonly [string | number, Json])[],
][] = [
  [
    'array',
    ['x', { y: 1 }],
    [
      [1, 'x'],
      [2, { y: 1 }],
    ],
  ],
  [
    'map',
    { k: 'x', l: 'y' },
    [
      ['k', 'x'],
      ['l', 'y'],
    ],
  ],
  [
    'entries',
    [
      [1, 'x'],
      [[2, 'b'], 'y'],
    ],
    [
      ['1', 'x'],
      ['[2,"b"]', 'y'],
    ],
  ],
];
for (const [shape, value, elements] of filled) {
  test(`a new collection (${shape}) has the elements of its default in what is stored`, async (t) => {
    const { store, migrate } = await openNotes(t, {});

    await migrate({ fields: [collection({ model: 'notes', name: 'items' }, shape, { default: value })] });

    for (const id of ['a', 'b']) {
      const stored = (await store.load('notes', id))!.collections['items']!;
      assert.deepEqual(
        stored.map((one) => [one.key, one.value]),
        elements,
      );
    }
  });
}

test('a new index and a new unique field apply to what is stored', async (t) => {
  const { store, migrate } = await openNotes(t, {});

  await migrate({ constraints: [constraint('unique', 'title'), constraint('index', 'title')] });

  assert.deepEqual(await store.commit([work(note('c', { title: 'one' }))]), [
    { kind: 'unique_violation', model: 'notes', id: 'c', field: 'title' },
  ]);
});

test('absent values do not stand in the way of a field that becomes unique', async (t) => {
  const code = column('code', 'text', { optional: true });
  const { store, migrate } = await openNotes(t, { fields: [code] });

  await migrate({ fields: [code], constraints: [constraint('unique', 'code')] });

  assert.deepEqual(await valuesOf(store, 'code'), [undefined, undefined]);
});

test('a constraint that is gone no longer holds', async (t) => {
  const { store, migrate } = await openNotes(t, { constraints: [constraint('unique', 'title')] });

  await migrate({});

  assert.deepEqual(await store.commit([work(note('c', { title: 'one' }))]), [{ kind: 'committed' }]);
});

test('a field that is removed keeps its column, and gets its values back when it returns', async (t) => {
  const rank = column('rank', 'number', { default: 5 });
  const { store, migrate } = await openNotes(t, { fields: [rank, items({ default: [] })] });
  const write = note('c', { title: 'three', rank: 7 }, { items: [element(1, 'a0', 'x')] });
  await store.commit([work(write)]);

  await migrate({});
  await store.commit([work(note('d', { title: 'four' }))]);
  const without = await store.load('notes', 'c');
  await migrate({ fields: [rank, items({ default: [] })] });

  assert.deepEqual([without!.fields, without!.collections], [{ title: 'three' }, {}]);
  assert.deepEqual((await store.load('notes', 'c'))!.fields, { title: 'three', rank: 7 });
  assert.equal((await store.load('notes', 'c'))!.collections['items']!.length, 1);
  assert.equal((await store.load('notes', 'd'))!.fields['rank'], 5);
});

test('an optional field that becomes required takes its default where it is absent', async (t) => {
  const { store, migrate } = await openNotes(t, { fields: [column('rank', 'number', { optional: true })] });
  await store.commit([
    work({
      kind: 'update',
      model: 'notes',
      id: 'a',
      expectedVersion: 1,
      version: 2,
      at: firstMoment,
      changes: { fields: added({ rank: 1 }), collections: {} },
    }),
  ]);

  await migrate({ fields: [column('rank', 'number', { default: 5 })] });

  assert.deepEqual(await valuesOf(store, 'rank'), [1, 5]);
});

test('a model that the contract no longer has keeps its table', async (t) => {
  const { store } = await openNotes(t, {});

  await store.migrate(contractOf());

  assert.equal(store.connection.prepare('SELECT count(*) FROM notes').pluck().get(), 2);
});

test('migrating twice changes nothing the second time', async (t) => {
  const { store, migrate } = await openNotes(t, { constraints: [constraint('unique', 'title')] });
  const other = await openSqliteStore({ file: store.connection.name });
  t.after(() => other.close());
  const before = schemaOf(store);

  await migrate({ constraints: [constraint('unique', 'title')] });

  assert.deepEqual(schemaOf(store), before);
  assert.equal(other.hasForeignWrites(), false);
});
