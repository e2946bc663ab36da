import type { Database } from 'better-sqlite3';
import { StoreError } from '../../store-error.js';
import type { CollectionLayout, ColumnLayout, IndexLayout, ModelLayout } from '../layout/model-layout.js';
import { modelRegister } from './model-register.js';
import { sameIndex } from './plan-migration.js';

/** Notices that another process, with another version of the app, has changed the tables under this one. */
export interface SchemaGuard {
  /**
   * Call inside a transaction that writes: what it says holds until that ends.
   *
   * @throws {StoreError} `schema_changed` where what this process writes would not fit any more.
   */
  check(): void;
}

export function schemaGuard(database: Database, layouts: readonly ModelLayout[]): SchemaGuard {
  const version = database.prepare<[], number>('PRAGMA data_version').pluck();
  const register = modelRegister(database);
  let seen: number | undefined;
  let refusal: StoreError | undefined;

  const look = (): StoreError | undefined => {
    const current = version.get();
    if (current !== seen) {
      refusal = refusalOf(layouts.flatMap((own) => misfit(own, register.read(own.model)) ?? []));
      seen = current;
    }
    return refusal;
  };

  return {
    check() {
      const found = look();
      if (found !== undefined) throw found;
    },
  };
}

function refusalOf(misfits: readonly string[]): StoreError | undefined {
  if (misfits.length === 0) return undefined;
  const text = `Another version of the app has changed the tables since this process opened them: ${misfits.join('; ')}.`;
  return new StoreError('schema_changed', text);
}

/** Why records as this process writes them do not fit the tables any more, or those of others do not fit this process. */
function misfit(own: ModelLayout, stored: ModelLayout | undefined): string | undefined {
  if (stored === undefined) return `${own.model} is gone`;
  if (stored.schemaVersion > own.schemaVersion) return `${own.model} has schema version ${stored.schemaVersion}`;
  const places = [
    ...disagreements(own.columns, stored.columns, columnsAgree),
    ...disagreements(own.collections, stored.collections, collectionsAgree),
    ...disagreements(uniquesOf(own), uniquesOf(stored), uniquesAgree),
  ];
  return places.length === 0 ? undefined : `${own.model} differs in ${places.join(', ')}`;
}

/** Whether a part goes together with those of the other version. */
type Agree<Part> = (part: Part, others: readonly Part[]) => boolean;

function disagreements<Part extends { readonly field: string }>(
  own: readonly Part[],
  stored: readonly Part[],
  agree: Agree<Part>,
): string[] {
  const parts = [...own.filter((part) => !agree(part, stored)), ...stored.filter((part) => !agree(part, own))];
  return [...new Set(parts.map(({ field }) => field))];
}

/** One that only one version knows is absent in the records of the other. */
const columnsAgree: Agree<ColumnLayout> = (column, others) => {
  const other = others.find(({ field }) => field === column.field);
  if (other === undefined) return !column.required;
  return other.required === column.required && other.optional === column.optional;
};

/** One that only one version knows is empty in the records of the other. */
const collectionsAgree: Agree<CollectionLayout> = (collection, others) =>
  others.some(({ field }) => field === collection.field) || Object.keys(collection.default ?? {}).length === 0;

const uniquesAgree: Agree<IndexLayout> = (index, others) => others.some((other) => sameIndex(index, other));

function uniquesOf({ indexes }: ModelLayout): readonly IndexLayout[] {
  return indexes.filter(({ unique }) => unique);
}
