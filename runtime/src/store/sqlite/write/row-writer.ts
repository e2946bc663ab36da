import type { Database } from 'better-sqlite3';
import { StoreError } from '../../store-error.js';
import type { AggregateWrite } from '../../store.js';
import { StatementCache } from '../connection/statement-cache.js';
import { identifier } from '../layout/identifier.js';
import type { ColumnLayout, ModelLayout } from '../layout/model-layout.js';
import { encodeColumn, type Bindable } from '../columns/encode-column.js';

/** Writes the row of an aggregate in the table of its model. */
export interface RowWriter {
  /** Whether the version it expects was there, or for an insert, whether the id was free. */
  write(write: AggregateWrite): boolean;
}

type Insert = Extract<AggregateWrite, { kind: 'insert' }>;
type Update = Extract<AggregateWrite, { kind: 'update' }>;

export function rowWriter(database: Database, layout: ModelLayout): RowWriter {
  const columns = new Map(layout.columns.map((column) => [column.field, column]));
  const insert = database.prepare(insertSql(layout));
  const remove = database.prepare(`DELETE FROM ${identifier(layout.table)} WHERE id = ? AND version = ?`);
  const updates = new StatementCache(database);

  return {
    write(write) {
      switch (write.kind) {
        case 'insert':
          return insert.run(insertParameters(layout, write)).changes === 1;
        case 'update': {
          const changed = changedColumns(layout, columns, write);
          const statement = updates.get(shapeOf(changed), () => updateSql(layout, changed));
          return statement.run(updateParameters(changed, write)).changes === 1;
        }
        case 'delete':
          return remove.run(write.id, write.expectedVersion).changes === 1;
      }
    },
  };
}

function insertSql({ table, columns }: ModelLayout): string {
  const names = [
    'id',
    'version',
    'created_at',
    'updated_at',
    ...columns.map(({ column }) => identifier(column)),
  ];
  const places = names.map(() => '?').join(', ');
  // An id that is taken is a conflict of versions, unlike a value of a unique field that is.
  return `INSERT INTO ${identifier(table)} (${names.join(', ')}) VALUES (${places}) ON CONFLICT (id) DO NOTHING`;
}

function insertParameters({ columns }: ModelLayout, { id, version, at, changes }: Insert): Bindable[] {
  const parameters: Bindable[] = [id, version, at, at];
  for (const column of columns) parameters.push(encodeColumn(column, changes.fields[column.field]?.after));
  return parameters;
}

function changedColumns(
  layout: ModelLayout,
  columns: ReadonlyMap<string, ColumnLayout>,
  write: Update,
): ColumnLayout[] {
  const changed: ColumnLayout[] = [];
  for (const field in write.changes.fields) {
    const column = columns.get(field);
    if (column === undefined) {
      throw new StoreError('unknown_field', `${layout.model} has no field ${field} to write.`);
    }
    changed.push(column);
  }
  return changed;
}

function shapeOf(columns: readonly ColumnLayout[]): string {
  let shape = '';
  for (const { column } of columns) shape += `${column},`;
  return shape;
}

function updateSql({ table }: ModelLayout, columns: readonly ColumnLayout[]): string {
  const assignments = ['version', 'updated_at', ...columns.map(({ column }) => identifier(column))];
  return `UPDATE ${identifier(table)} SET ${assignments.map((name) => `${name} = ?`).join(', ')} WHERE id = ? AND version = ?`;
}

function updateParameters(columns: readonly ColumnLayout[], write: Update): Bindable[] {
  const parameters: Bindable[] = [write.version, write.at];
  for (const column of columns) {
    parameters.push(encodeColumn(column, write.changes.fields[column.field]?.after));
  }
  parameters.push(write.id, write.expectedVersion);
  return parameters;
}
