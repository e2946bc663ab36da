import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { FieldNode, Json, ModelNode } from '@persist/contract';
import { openSqliteStore, type SqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import type { AggregateWrite } from '../../src/store/store.js';
import { collection, column, constraint, contractOf, json, modelOf, nullableColumn } from './model-builder.js';
import { temporaryDirectory } from './open-things.js';
import { added, element, firstMoment, work } from './things.js';

/** Two notes in a store of the model before, and a way to what comes after. */
async function openNotes(t: TestContext, before: Partial<ModelNode>) {
  const file = join(await temporaryDirectory(t), 'persist.db');
  const store = await openSqliteStore({ file });
  t.after(() => store.close());
  await store.migrate(contractOf(notes(before)));
  await store.commit([work(note('a', { title: 'one' })), work(note('b', { title: 'two' }))]);
  return { store, migrate: (after: Partial<ModelNode>) => store.migrate(contractOf(notes(after))) };
}

const title = column('title', 'text');

function notes({ fields = [], ...more }: Partial<ModelNode>): ModelNode {
  return modelOf('notes', { ...more, fields: [title, ...fields] });
}

function items(more: Partial<FieldNode> = {}): FieldNode {
  return collection({ model: 'notes', name: 'items' }, 'array', more);
}

function note(id: string, values: Readonly<Record<string, Json>>, collections = {}): AggregateWrite {
  return { kind: 'insert', model: 'notes', id, version: 1, at: firstMoment, changes: { fields: added(values), collections } };
}

async function valuesOf(store: SqliteStore, field: string): Promise<unknown[]> {
  const stored = await Promise.all(['a', 'b'].map((id) => store.load('notes', id)));
  return stored.map((one) => one!.fields[field]);
}

/** Everything that makes up the schema, to see that nothing has changed. */
function schemaOf({ connection }: SqliteStore): unknown[] {
  return connection.prepare('SELECT name, sql FROM sqlite_schema UNION ALL SELECT name, layout FROM _persist_models').all();
}

const newFields: readonly [what: string, field: FieldNode, values: readonly unknown[]][] = [
  ['a number with a default', column('rank', 'number', { default: 5 }), [5, 5]],
  ['a boolean with a default', column('rank', 'boolean', { default: false }), [false, false]],
  ['a bigint with a default', column('rank', 'bigint', { default: '9007199254740993' }), ['9007199254740993', '9007199254740993']],
  ['JSON with a default', json('rank', { type: 'object' }, { default: { a: [1] } }), [{ a: [1] }, { a: [1] }]],
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

test('a new field without a value for what is stored is refused', async (t) => {
  const { store, migrate } = await openNotes(t, {});
  const before = schemaOf(store);

  await assert.rejects(migrate({ fields: [column('rank', 'number')] }), {
    code: 'schema_change_refused',
    message:
      'The stored data does not fit the contract:\n' +
      '- notes.rank has no value in 2 stored records: initialise it with a literal where it is declared, make it optional, or write an upgrade step.\n' +
      ' Nothing was changed.',
  });
  assert.deepEqual(schemaOf(store), before);
});

test('a new field without a value is fine where nothing is stored', async (t) => {
  const { store, migrate } = await openNotes(t, {});
  const gone = ['a', 'b'].map((id) => work({ kind: 'delete', model: 'notes', id, expectedVersion: 1 } as const));
  await store.commit(gone);

  await migrate({ fields: [column('rank', 'number')] });

  assert.deepEqual(await store.commit([work(note('c', { title: 'three', rank: 1 }))]), [{ kind: 'committed' }]);
});

test('a new collection is empty in what is stored', async (t) => {
  const { store, migrate } = await openNotes(t, {});

  await migrate({ fields: [items({ default: [] })] });

  assert.deepEqual((await store.load('notes', 'a'))!.collections, { items: [] });
});

const filled: readonly [shape: 'array' | 'map' | 'entries', value: Json, elements: readonly (readonly [string | number, Json])[]][] = [
  ['array', ['x', { y: 1 }], [[1, 'x'], [2, { y: 1 }]]],
  ['map', { k: 'x', l: 'y' }, [['k', 'x'], ['l', 'y']]],
  ['entries', [[1, 'x'], [[2, 'b'], 'y']], [['1', 'x'], ['[2,"b"]', 'y']]],
];
for (const [shape, value, elements] of filled) {
  test(`a new collection (${shape}) has the elements of its default in what is stored`, async (t) => {
    const { store, migrate } = await openNotes(t, {});

    await migrate({ fields: [collection({ model: 'notes', name: 'items' }, shape, { default: value })] });

    for (const id of ['a', 'b']) {
      const stored = (await store.load('notes', id))!.collections['items']!;
      assert.deepEqual(stored.map((one) => [one.key, one.value]), elements);
    }
  });
}

test('a new collection without a default is refused where records are stored', async (t) => {
  const { migrate } = await openNotes(t, {});

  await assert.rejects(migrate({ fields: [items()] }), {
    code: 'schema_change_refused',
    message: /notes\.items has no elements to start with in 2 stored records: initialise it where it is declared/,
  });
});

test('a new index and a new unique field apply to what is stored', async (t) => {
  const { store, migrate } = await openNotes(t, {});

  await migrate({ constraints: [constraint('unique', 'title'), constraint('index', 'title')] });

  assert.deepEqual(await store.commit([work(note('c', { title: 'one' }))]), [
    { kind: 'unique_violation', model: 'notes', field: 'title' },
  ]);
});

test('a field that becomes unique over duplicates is refused with some of them', async (t) => {
  const { store, migrate } = await openNotes(t, {});
  await store.commit([work(note('c', { title: 'one' }))]);
  const before = schemaOf(store);

  await assert.rejects(migrate({ constraints: [constraint('unique', 'title')] }), {
    code: 'schema_change_refused',
    message: /notes\.title cannot become unique: "one" \(2 records\) would collide\. Make the stored values differ first\./,
  });
  assert.deepEqual(schemaOf(store), before);
});

test('values of a private field stay out of the refusal', async (t) => {
  const secret = column('secret', 'text', { visibility: 'private', optional: true });
  const { store, migrate } = await openNotes(t, { fields: [secret] });
  await store.commit(['c', 'd'].map((id) => work(note(id, { title: id, secret: 'hush' }))));

  await assert.rejects(migrate({ fields: [secret], constraints: [constraint('unique', 'secret')] }), (error: Error) => {
    assert.match(error.message, /notes\.secret cannot become unique: several records hold the same value/);
    assert.doesNotMatch(error.message, /hush/);
    return true;
  });
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
  await store.commit([work({ kind: 'update', model: 'notes', id: 'a', expectedVersion: 1, version: 2, at: firstMoment, changes: { fields: added({ rank: 1 }), collections: {} } })]);

  await migrate({ fields: [column('rank', 'number', { default: 5 })] });

  assert.deepEqual(await valuesOf(store, 'rank'), [1, 5]);
});

test('an optional field that becomes required without a default is refused where it is absent', async (t) => {
  const { migrate } = await openNotes(t, { fields: [column('rank', 'number', { optional: true })] });

  await assert.rejects(migrate({ fields: [column('rank', 'number')] }), {
    code: 'schema_change_refused',
    message: /notes\.rank has no value in 2 stored records/,
  });
});

test('JSON that may no longer be null is refused where it is', async (t) => {
  const { store, migrate } = await openNotes(t, { fields: [json('rank', { type: ['object', 'null'] })] });
  await store.commit([work(note('c', { title: 'three', rank: null }))]);

  await assert.rejects(migrate({ fields: [json('rank', { type: 'object' })] }), { message: /notes\.rank has no value in 3 stored records/ });
});

const changes: readonly [what: string, from: FieldNode, to: FieldNode, reason: RegExp][] = [
  ['another type', column('rank', 'number'), column('rank', 'text'), /notes\.rank is stored as a number and would become a text: give the new shape a field name of its own, or write an upgrade step/],
  ['JSON', column('rank', 'number', { optional: true }), json('rank', {}, { optional: true }), /notes\.rank is stored as a number and would become a JSON value/],
  ['a collection', json('items', {}, { optional: true }), items({ default: [] }), /notes\.items is stored as a JSON value and would become a collection/],
  ['a column', items({ default: [] }), column('items', 'text', { optional: true }), /notes\.items is stored as a collection and would become a text/],
  ['a collection of another shape', items({ default: [] }), collection({ model: 'notes', name: 'items' }, 'set', { default: [] }), /notes\.items is stored as array and would become set/],
];
for (const [what, from, to, reason] of changes) {
  test(`a field that would become ${what} is refused and nothing is changed`, async (t) => {
    const { store, migrate } = await openNotes(t, { fields: [from] });
    const before = schemaOf(store);

    await assert.rejects(migrate({ fields: [to, column('extra', 'text', { optional: true })] }), { code: 'schema_change_refused', message: reason });

    assert.deepEqual(schemaOf(store), before);
    assert.equal((await store.load('notes', 'a'))!.fields['title'], 'one');
  });
}

test('a removed field does not come back as something else', async (t) => {
  const { migrate } = await openNotes(t, { fields: [column('rank', 'number', { optional: true })] });
  await migrate({});

  await assert.rejects(migrate({ fields: [column('rank', 'text', { optional: true })] }), {
    code: 'schema_change_refused',
    message: /notes\.rank is stored as a number and would become a text/,
  });
});

test('a new field does not take over the column of a removed one', async (t) => {
  const { migrate } = await openNotes(t, { fields: [column('dueAt', 'text', { optional: true })] });
  await migrate({});

  await assert.rejects(migrate({ fields: [column('due_at', 'text', { optional: true })] }), {
    message: /notes\.due_at: column due_at still holds the removed field dueAt: give the new field another name/,
  });
});

test('a model that would move to another table is refused', async (t) => {
  const { migrate } = await openNotes(t, {});

  await assert.rejects(migrate({ table: 'memos' }), {
    code: 'schema_change_refused',
    message: /notes is kept in the table notes and cannot move to memos: keep its name/,
  });
});

test('everything that is refused is told at once', async (t) => {
  const { migrate } = await openNotes(t, { fields: [column('one', 'number', { optional: true }), column('two', 'number', { optional: true })] });

  await assert.rejects(migrate({ fields: [column('one', 'text', { optional: true }), column('two', 'text', { optional: true })] }), {
    message: /- notes\.one is stored .*\n- notes\.two is stored/,
  });
});

test('names that SQLite would take for the same are refused', async (t) => {
  const { migrate } = await openNotes(t, {});

  await assert.rejects(migrate({ fields: [column('dueAt', 'text', { optional: true }), column('DueAt', 'text', { optional: true })] }), {
    message: /notes\.DueAt and notes\.dueAt would both be stored as due_at: rename one of them/,
  });
  await assert.rejects(migrate({ fields: [column('created_at', 'text', { optional: true })] }), {
    message: /notes\.created_at and persist's own created_at would both be stored as created_at/,
  });
});

test('an older version of the app is refused', async (t) => {
  const { migrate } = await openNotes(t, { schemaVersion: 3 });

  await assert.rejects(migrate({ schemaVersion: 2 }), {
    code: 'newer_schema',
    message: /notes is stored with schema version 3; this app has 2\. Deploy the newer version/,
  });
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
