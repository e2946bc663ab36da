import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import { column, constraint, contractOf, modelOf } from './model-builder.js';
import { items, openNotes } from './open-notes.js';
import { temporaryDirectory } from './open-things.js';

const rank = column('rank', 'number', { default: 5 });

test('a migration into an empty database reports the tables of the models', async (t) => {
  const store = await openSqliteStore({ file: join(await temporaryDirectory(t), 'persist.db') });
  t.after(() => store.close());

  const changes = await store.migrate(contractOf(modelOf('notes', { fields: [rank, items()] })));

  assert.deepEqual(changes, [{ kind: 'table_created', model: 'notes', table: 'notes' }]);
});

test('a migration that finds everything in place reports nothing', async (t) => {
  const { migrate } = await openNotes(t, { fields: [rank] });

  assert.deepEqual(await migrate({ fields: [rank] }), []);
});

test('new fields, collections and indexes are reported by the names of the model', async (t) => {
  const { migrate } = await openNotes(t, {});

  const changes = await migrate({
    fields: [rank, items({ default: [] })],
    constraints: [constraint('unique', 'title')],
  });

  assert.deepEqual(changes, [
    { kind: 'column_added', model: 'notes', field: 'rank' },
    { kind: 'collection_added', model: 'notes', field: 'items' },
    { kind: 'index_created', model: 'notes', field: 'title', unique: true },
  ]);
});

test('what the model no longer has is reported as retired, its indexes as dropped', async (t) => {
  const { migrate } = await openNotes(t, {
    fields: [rank, items({ default: [] })],
    constraints: [constraint('index', 'rank')],
  });

  assert.deepEqual(await migrate({}), [
    { kind: 'column_retired', model: 'notes', field: 'rank' },
    { kind: 'collection_retired', model: 'notes', field: 'items' },
    { kind: 'index_dropped', model: 'notes', field: 'rank', unique: false },
  ]);
});

test('a field that must have a value from now on is reported as filled', async (t) => {
  const { migrate } = await openNotes(t, { fields: [column('rank', 'number', { optional: true })] });

  assert.deepEqual(await migrate({ fields: [rank] }), [
    { kind: 'column_filled', model: 'notes', field: 'rank' },
  ]);
});

test('a migration that is refused reports nothing and changes nothing', async (t) => {
  const { migrate } = await openNotes(t, {});

  await assert.rejects(migrate({ fields: [column('rank', 'number')] }), { code: 'schema_change_refused' });

  assert.deepEqual(await migrate({}), []);
});
