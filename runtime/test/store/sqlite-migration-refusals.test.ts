import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldNode } from '@persist/contract';
import { collection, column, constraint, json } from './model-builder.js';
import { items, note, openNotes, schemaOf } from './open-notes.js';
import { work } from './things.js';

test('a new field without a value for what is stored is refused', async (t) => {
  const { store, migrate } = await openNotes(t, {});
  const before = schemaOf(store);

  await assert.rejects(migrate({ fields: [column('rank', 'number')] }), {
    code: 'schema_change_refused',
    message:
      'The stored data does not fit the contract:\n' +
      '- notes.rank has no value in 2 stored records: initialise it with a literal where it is declared, or make it optional.\n' +
      'Change the model as said; the data are as they were.',
  });
  assert.deepEqual(schemaOf(store), before);
});

test('a new collection without a default is refused where records are stored', async (t) => {
  const { migrate } = await openNotes(t, {});

  await assert.rejects(migrate({ fields: [items()] }), {
    code: 'schema_change_refused',
    message:
      /notes\.items has no elements to start with in 2 stored records: initialise it where it is declared/,
  });
});

test('a field that becomes unique over duplicates is refused with some of them', async (t) => {
  const { store, migrate } = await openNotes(t, {});
  await store.commit([work(note('c', { title: 'one' }))]);
  const before = schemaOf(store);

  await assert.rejects(migrate({ constraints: [constraint('unique', 'title')] }), {
    code: 'schema_change_refused',
    message:
      /notes\.title cannot become unique: "one" \(2 records\) would collide\. Make the stored values differ first\./,
  });
  assert.deepEqual(schemaOf(store), before);
});

test('values of a private field stay out of the refusal', async (t) => {
  const secret = column('secret', 'text', { visibility: 'private', optional: true });
  const { store, migrate } = await openNotes(t, { fields: [secret] });
  await store.commit(['c', 'd'].map((id) => work(note(id, { title: id, secret: 'hush' }))));

  await assert.rejects(
    migrate({ fields: [secret], constraints: [constraint('unique', 'secret')] }),
    (error: Error) => {
      assert.match(error.message, /notes\.secret cannot become unique: several records hold the same value/);
      assert.doesNotMatch(error.message, /hush/);
      return true;
    },
  );
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

  await assert.rejects(migrate({ fields: [json('rank', { type: 'object' })] }), {
    message: /notes\.rank has no value in 3 stored records/,
  });
});

const changes: readonly [what: string, from: FieldNode, to: FieldNode, reason: RegExp][] = [
  [
    'another type',
    column('rank', 'number'),
    column('rank', 'text'),
    /notes\.rank is stored as a number and would become a text: give the new shape a field name of its own\./,
  ],
  [
    'JSON',
    column('rank', 'number', { optional: true }),
    json('rank', {}, { optional: true }),
    /notes\.rank is stored as a number and would become a JSON value/,
  ],
  [
    'a collection',
    json('items', {}, { optional: true }),
    items({ default: [] }),
    /notes\.items is stored as a JSON value and would become a collection/,
  ],
  [
    'a column',
    items({ default: [] }),
    column('items', 'text', { optional: true }),
    /notes\.items is stored as a collection and would become a text/,
  ],
  [
    'a collection of another shape',
    items({ default: [] }),
    collection({ model: 'notes', name: 'items' }, 'set', { default: [] }),
    /notes\.items is stored as array and would become set/,
  ],
];
for (const [what, from, to, reason] of changes) {
  test(`a field that would become ${what} is refused and nothing is changed`, async (t) => {
    const { store, migrate } = await openNotes(t, { fields: [from] });
    const before = schemaOf(store);

    await assert.rejects(migrate({ fields: [to, column('extra', 'text', { optional: true })] }), {
      code: 'schema_change_refused',
      message: reason,
    });

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
    message:
      /notes\.due_at: column due_at still holds the removed field dueAt: give the new field another name/,
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
  const { migrate } = await openNotes(t, {
    fields: [column('one', 'number', { optional: true }), column('two', 'number', { optional: true })],
  });

  await assert.rejects(
    migrate({
      fields: [column('one', 'text', { optional: true }), column('two', 'text', { optional: true })],
    }),
    {
      message: /- notes\.one is stored .*\n- notes\.two is stored/,
    },
  );
});

test('names that SQLite would take for the same are refused', async (t) => {
  const { migrate } = await openNotes(t, {});

  await assert.rejects(
    migrate({
      fields: [column('dueAt', 'text', { optional: true }), column('DueAt', 'text', { optional: true })],
    }),
    {
      message: /notes\.DueAt and notes\.dueAt would both be stored as due_at: rename one of them/,
    },
  );
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
