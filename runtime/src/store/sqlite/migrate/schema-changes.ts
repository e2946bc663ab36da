import type { SchemaChange } from '../../schema-change.js';
import type { ModelLayout } from '../layout/model-layout.js';
import { sameIndex, type StoredLayout } from './plan-migration.js';

/** What the migration of one model from one layout to the next means to who reads of it. */
export function schemaChanges(before: StoredLayout | undefined, after: ModelLayout): SchemaChange[] {
  const { model, table } = after;
  // A table comes with all that belongs to it.
  if (before === undefined) return [{ kind: 'table_created', model, table }];
  const { columns, collections } = before;
  return [
    ...missingIn(columns, after.columns).map((field) => ({ kind: 'column_added', model, field }) as const),
    ...filled(before, after).map((field) => ({ kind: 'column_filled', model, field }) as const),
    ...missingIn(after.columns, columns).map((field) => ({ kind: 'column_retired', model, field }) as const),
    ...missingIn(collections, after.collections).map(
      (field) => ({ kind: 'collection_added', model, field }) as const,
    ),
    ...missingIn(after.collections, collections).map(
      (field) => ({ kind: 'collection_retired', model, field }) as const,
    ),
    ...indexesMissingIn(after, before).map((index) => ({ kind: 'index_dropped', ...index }) as const),
    ...indexesMissingIn(before, after).map((index) => ({ kind: 'index_created', ...index }) as const),
  ];
}

interface OfField {
  readonly field: string;
}

/** Fields of others that are not among these. */
function missingIn(these: readonly OfField[], others: readonly OfField[]): readonly string[] {
  return others.map(({ field }) => field).filter((name) => !these.some(({ field }) => field === name));
}

/** Fields that every record has to have a value of now, or may lack now. */
function filled(before: StoredLayout, after: ModelLayout): readonly string[] {
  const changed = after.columns.filter(({ field, optional, required }) => {
    const known = before.columns.find((column) => column.field === field);
    return known !== undefined && (known.optional !== optional || known.required !== required);
  });
  return changed.map(({ field }) => field);
}

function indexesMissingIn(these: ModelLayout, others: ModelLayout) {
  return others.indexes
    .filter((index) => !these.indexes.some((each) => sameIndex(index, each)))
    .map(({ field, unique }) => ({ model: others.model, field, unique }));
}
