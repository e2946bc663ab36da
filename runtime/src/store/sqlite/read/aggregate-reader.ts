import type { Json } from '@persist/contract';
import type { Database } from 'better-sqlite3';
import type { StoredAggregate, StoredElement } from '../../store.js';
import { identifier } from '../layout/identifier.js';
import type { CollectionLayout, ModelLayout } from '../layout/model-layout.js';
import { decodeColumn, selectedColumn } from '../columns/decode-column.js';

/** Reads the aggregates of one model. Several statements: call it inside a transaction. */
export interface AggregateReader {
  /** The columns that {@link read} expects, in its order. */
  readonly columns: string;
  read(row: Row): StoredAggregate;
  load(id: string): StoredAggregate | undefined;
  versionOf(id: string): number | undefined;
}

/** id, version, created_at, updated_at, then the columns of the fields. */
export type Row = [
  id: string,
  version: number,
  createdAt: string,
  updatedAt: string,
  ...fields: (string | number | null)[],
];

const facts = 4;

export function aggregateReader(database: Database, layout: ModelLayout): AggregateReader {
  const table = identifier(layout.table);
  const columns = ['id', 'version', 'created_at', 'updated_at', ...layout.columns.map(selectedColumn)].join(
    ', ',
  );
  const select = database.prepare<[string], Row>(`SELECT ${columns} FROM ${table} WHERE id = ?`).raw();
  const version = database.prepare<[string], number>(`SELECT version FROM ${table} WHERE id = ?`).pluck();
  const collections = layout.collections.map((collection) => elementReader(database, collection));

  const read = (row: Row): StoredAggregate => {
    const [id, version, createdAt, updatedAt] = row;
    const fields: Record<string, Json> = {};
    layout.columns.forEach((column, index) => {
      const value = decodeColumn(column, row[facts + index] as string | number | null);
      if (value !== undefined) fields[column.field] = value;
    });
    const elements: Record<string, StoredElement[]> = {};
    for (const { field, elementsOf } of collections) elements[field] = elementsOf(id);
    return { id, version, createdAt, updatedAt, fields, collections: elements };
  };

  return {
    columns,
    read,
    load(id) {
      const row = select.get(id);
      return row === undefined ? undefined : read(row);
    },
    versionOf: (id) => version.get(id),
  };
}

interface ElementReader {
  readonly field: string;
  readonly elementsOf: (parent: string) => StoredElement[];
}

type ElementRow = [key: string | number, order: string, value: string];

function elementReader(database: Database, { field, table }: CollectionLayout): ElementReader {
  const select = database
    .prepare<[string], ElementRow>(
      `SELECT key, order_key, value FROM ${identifier(table)} WHERE parent = ? ORDER BY order_key, key`,
    )
    .raw();
  return {
    field,
    elementsOf: (parent) =>
      select.all(parent).map(([key, order, value]) => ({ key, order, value: JSON.parse(value) as Json })),
  };
}
