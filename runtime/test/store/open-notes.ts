import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { FieldNode, Json, ModelNode } from '@persist/contract';
import { openSqliteStore, type SqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import type { AggregateWrite } from '../../src/store/store.js';
import { collection, column, contractOf, modelOf } from './model-builder.js';
import { temporaryDirectory } from './open-things.js';
import { added, firstMoment, work } from './things.js';

/** Two notes in a store of the model before, and a way to what comes after. */
export async function openNotes(t: TestContext, before: Partial<ModelNode>) {
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

export function items(more: Partial<FieldNode> = {}): FieldNode {
  return collection({ model: 'notes', name: 'items' }, 'array', more);
}

export function note(id: string, values: Readonly<Record<string, Json>>, collections = {}): AggregateWrite {
  return {
    kind: 'insert',
    model: 'notes',
    id,
    version: 1,
    at: firstMoment,
    changes: { fields: added(values), collections },
  };
}

export async function valuesOf(store: SqliteStore, field: string): Promise<unknown[]> {
  const stored = await Promise.all(['a', 'b'].map((id) => store.load('notes', id)));
  return stored.map((one) => one!.fields[field]);
}

/** Everything that makes up the schema, to see that nothing has changed. */
export function schemaOf({ connection }: SqliteStore): unknown[] {
  return connection
    .prepare('SELECT name, sql FROM sqlite_schema UNION ALL SELECT name, layout FROM _persist_models')
    .all();
}
