import { assertNever } from '@persist/contract';
import type { SchemaChange } from '@persist/runtime/advanced';

/** A change of the tables as one line for people. */
export function schemaChangeText(change: SchemaChange): string {
  const { kind, model } = change;
  switch (kind) {
    case 'table_created':
      return `${model} table ${change.table} created`;
    case 'column_added':
      return `${model}.${change.field} column added`;
    case 'column_filled':
      return `${model}.${change.field} column filled where it was empty`;
    case 'column_retired':
      return `${model}.${change.field} no longer used; its column stays`;
    case 'collection_added':
      return `${model}.${change.field} table of its elements added`;
    case 'collection_retired':
      return `${model}.${change.field} no longer used; its table stays`;
    case 'index_created':
      return `${model}.${change.field} ${change.unique ? 'unique index' : 'index'} created`;
    case 'index_dropped':
      return `${model}.${change.field} ${change.unique ? 'unique index' : 'index'} dropped`;
    default:
      return assertNever(kind);
  }
}
