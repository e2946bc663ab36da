import { assertNever } from '@persist/contract';
import type { Database } from 'better-sqlite3';
import { identifier } from '../layout/identifier.js';
import { columnSql, createCollectionSql, createIndexSql, createTableSql } from '../layout/layout-sql.js';
import type { ModelLayout } from '../layout/model-layout.js';
import { fillCollection } from './fill-collection.js';
import { fillColumn } from './fill-column.js';
import { duplicatesOf } from './duplicates.js';
import type { MigrationStep } from './plan-migration.js';

/** Does one step; what it returns tells why the data does not allow it. */
export function applyStep(database: Database, layout: ModelLayout, step: MigrationStep): string | undefined {
  switch (step.kind) {
    case 'create_table':
      database.exec(createTableSql(layout));
      return undefined;
    case 'add_column':
      database.exec(`ALTER TABLE ${identifier(layout.table)} ADD COLUMN ${columnSql(step.column)}`);
      return undefined;
    case 'fill_column':
      return fillColumn(database, layout, step.column);
    case 'create_collection':
      database.exec(createCollectionSql(layout.table, step.collection));
      return undefined;
    case 'fill_collection':
      return fillCollection(database, layout, step.collection);
    case 'drop_index':
      database.exec(`DROP INDEX ${identifier(step.name)}`);
      return undefined;
    case 'create_index': {
      const duplicates = step.index.unique ? duplicatesOf(database, layout, step.index) : undefined;
      if (duplicates === undefined) database.exec(createIndexSql(layout.table, step.index));
      return duplicates;
    }
    default:
      return assertNever(step);
  }
}
