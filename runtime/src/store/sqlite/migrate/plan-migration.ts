import type { CollectionLayout, ColumnLayout, IndexLayout, ModelLayout } from '../layout/model-layout.js';

/** A layout as it was stored, with what the app no longer knows: its columns and tables stay. */
export interface StoredLayout extends ModelLayout {
  readonly retiredColumns: readonly ColumnLayout[];
  readonly retiredCollections: readonly CollectionLayout[];
}

export type MigrationStep =
  | { readonly kind: 'create_table' }
  | { readonly kind: 'add_column'; readonly column: ColumnLayout }
  /** Gives a value to records that have none; refused where there is none to give. */
  | { readonly kind: 'fill_column'; readonly column: ColumnLayout }
  | { readonly kind: 'create_collection'; readonly collection: CollectionLayout }
  | { readonly kind: 'fill_collection'; readonly collection: CollectionLayout }
  | { readonly kind: 'drop_index'; readonly name: string }
  | { readonly kind: 'create_index'; readonly index: IndexLayout };

export interface MigrationPlan {
  readonly layout: StoredLayout;
  readonly steps: readonly MigrationStep[];
  /** What cannot be done, and what to write instead. */
  readonly refusals: readonly string[];
}

interface Part {
  readonly steps: readonly MigrationStep[];
  readonly refusals: readonly string[];
}

/** What brings the tables of a model from one layout to the next. */
export function planMigration(before: StoredLayout | undefined, after: ModelLayout): MigrationPlan {
  if (before === undefined) {
    return {
      layout: { ...after, retiredColumns: [], retiredCollections: [] },
      steps: creation(after),
      refusals: [],
    };
  }
  const parts = [
    planTable(before, after),
    planDroppedIndexes(before, after),
    ...after.columns.map((column) => planColumn(before, column)),
    ...after.collections.map((collection) => planCollection(before, collection)),
    planNewIndexes(before, after),
  ];
  return {
    layout: withRetired(before, after),
    steps: parts.flatMap(({ steps }) => steps),
    refusals: parts.flatMap(({ refusals }) => refusals),
  };
}

function creation({ collections, indexes }: ModelLayout): MigrationStep[] {
  return [
    { kind: 'create_table' },
    ...collections.map((collection) => ({ kind: 'create_collection', collection }) as const),
    ...indexes.map((index) => ({ kind: 'create_index', index }) as const),
  ];
}

function planTable(before: StoredLayout, after: ModelLayout): Part {
  if (before.table === after.table) return nothing;
  return refused(
    `${after.model} is kept in the table ${before.table} and cannot move to ${after.table}: keep its name.`,
  );
}

function planColumn(before: StoredLayout, column: ColumnLayout): Part {
  const place = `${before.model}.${column.field}`;
  if (collectionsEver(before).some(({ field }) => field === column.field)) {
    return changed(place, 'a collection', kindOf(column));
  }
  const known = columnsEver(before).find(({ field }) => field === column.field);
  if (known === undefined) return planNewColumn(before, column);
  if (known.type !== column.type) return changed(place, kindOf(known), kindOf(column));
  if (known.column !== column.column) {
    return changed(place, `column ${known.column}`, `column ${column.column}`);
  }
  const steady = known.optional === column.optional && known.required === column.required;
  return steady && before.columns.includes(known)
    ? nothing
    : { steps: [{ kind: 'fill_column', column }], refusals: [] };
}

function planNewColumn(before: StoredLayout, column: ColumnLayout): Part {
  const taken = before.retiredColumns.find((retired) => sameName(retired.column, column.column));
  if (taken !== undefined) {
    return refused(
      `${before.model}.${column.field}: column ${column.column} still holds the removed field ${taken.field}: give the new field another name.`,
    );
  }
  return {
    steps: [
      { kind: 'add_column', column },
      { kind: 'fill_column', column },
    ],
    refusals: [],
  };
}

function planCollection(before: StoredLayout, collection: CollectionLayout): Part {
  const place = `${before.model}.${collection.field}`;
  const column = columnsEver(before).find(({ field }) => field === collection.field);
  if (column !== undefined) return changed(place, kindOf(column), 'a collection');
  const known = collectionsEver(before).find(({ field }) => field === collection.field);
  if (known === undefined) {
    return {
      steps: [
        { kind: 'create_collection', collection },
        { kind: 'fill_collection', collection },
      ],
      refusals: [],
    };
  }
  if (known.table !== collection.table) {
    return changed(place, `table ${known.table}`, `table ${collection.table}`);
  }
  return known.shape === collection.shape ? nothing : changed(place, known.shape, collection.shape);
}

function planDroppedIndexes(before: StoredLayout, after: ModelLayout): Part {
  const dropped = before.indexes.filter((index) => !after.indexes.some((other) => sameIndex(index, other)));
  return { steps: dropped.map(({ name }) => ({ kind: 'drop_index', name })), refusals: [] };
}

function planNewIndexes(before: StoredLayout, after: ModelLayout): Part {
  const added = after.indexes.filter((index) => !before.indexes.some((other) => sameIndex(index, other)));
  return { steps: added.map((index) => ({ kind: 'create_index', index })), refusals: [] };
}

export function sameIndex(one: IndexLayout, other: IndexLayout): boolean {
  return one.name === other.name && JSON.stringify(one.parts) === JSON.stringify(other.parts);
}

function withRetired(before: StoredLayout, after: ModelLayout): StoredLayout {
  const goneColumns = columnsEver(before).filter(
    ({ field }) => !after.columns.some((column) => column.field === field),
  );
  const goneCollections = collectionsEver(before).filter(
    ({ field }) => !after.collections.some((collection) => collection.field === field),
  );
  return { ...after, retiredColumns: goneColumns, retiredCollections: goneCollections };
}

function columnsEver({ columns, retiredColumns }: StoredLayout): readonly ColumnLayout[] {
  return [...columns, ...retiredColumns];
}

function collectionsEver({ collections, retiredCollections }: StoredLayout): readonly CollectionLayout[] {
  return [...collections, ...retiredCollections];
}

const nothing: Part = { steps: [], refusals: [] };

function refused(text: string): Part {
  return { steps: [], refusals: [text] };
}

function changed(place: string, from: string, to: string): Part {
  return refused(
    `${place} is stored as ${from} and would become ${to}: give the new shape a field name of its own.`,
  );
}

function kindOf({ type }: ColumnLayout): string {
  return type === 'json' ? 'a JSON value' : `a ${type}`;
}

/** SQLite's names do not tell upper from lower case. */
function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
