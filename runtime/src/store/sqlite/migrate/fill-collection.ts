import type { Database } from 'better-sqlite3';
import { defaultElements } from '../../default-elements.js';
import { identifier } from '../layout/identifier.js';
import type { CollectionLayout, ModelLayout } from '../layout/model-layout.js';

/** Gives the elements of the field's default to every stored record; tells where there is no default. */
export function fillCollection(
  database: Database,
  { model, table }: ModelLayout,
  collection: CollectionLayout,
): string | undefined {
  const records = database
    .prepare(`SELECT count(*) FROM ${identifier(table)}`)
    .pluck()
    .get() as number;
  if (records === 0) return undefined;
  if (collection.default === undefined) {
    return (
      `${model}.${collection.field} has no elements to start with in ${records} stored ${records === 1 ? 'record' : 'records'}: ` +
      'initialise it where it is declared (an empty one is fine).'
    );
  }
  const insert = database.prepare(
    `INSERT INTO ${identifier(collection.table)} (parent, key, order_key, value) SELECT id, ?, ?, ? FROM ${identifier(table)}`,
  );
  for (const { key, order, value } of defaultElements(collection.shape, collection.default)) {
    insert.run(key, order, JSON.stringify(value));
  }
  return undefined;
}
