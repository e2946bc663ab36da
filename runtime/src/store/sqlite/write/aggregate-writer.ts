import type { Database } from 'better-sqlite3';
import { StoreError } from '../../store-error.js';
import type { AggregateWrite } from '../../store.js';
import type { ModelLayout } from '../layout/model-layout.js';
import { elementWriter, type ElementWriter } from './element-writer.js';
import { rowWriter } from './row-writer.js';

/** Writes the aggregates of one model: row and elements. */
export interface AggregateWriter {
  /** `false` where the expected version is not there; nothing is written then. */
  write(write: AggregateWrite): boolean;
}

export function aggregateWriter(database: Database, layout: ModelLayout): AggregateWriter {
  const row = rowWriter(database, layout);
  const elements = new Map(
    layout.collections.map((collection) => [collection.field, elementWriter(database, collection)]),
  );

  return {
    write(write) {
      if (!row.write(write)) return false;
      // A removal takes the elements along by their foreign key.
      if (write.kind === 'delete') return true;
      const { collections } = write.changes;
      for (const field in collections) {
        elementsOf(layout, elements, field).write(write.id, collections[field]!);
      }
      return true;
    },
  };
}

function elementsOf(
  layout: ModelLayout,
  elements: ReadonlyMap<string, ElementWriter>,
  field: string,
): ElementWriter {
  const writer = elements.get(field);
  if (writer === undefined) {
    throw new StoreError('unknown_field', `${layout.model} has no collection ${field} to write.`);
  }
  return writer;
}
