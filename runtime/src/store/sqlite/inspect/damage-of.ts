import type { Database } from 'better-sqlite3';
import { storeFailure } from '../connection/store-failure.js';

/** How much of a damaged file is told: more would say the same. */
const shown = 10;

/** Pages, indexes and references that are not as they must be; empty where all are. */
export function damageOf(database: Database): readonly string[] {
  try {
    const damage = integrityProblems(database);
    // References are looked up through the pages that were just found wanting.
    return damage.length > 0 ? damage : orphansByTable(database);
  } catch (error) {
    // Some damage keeps SQLite from looking any further.
    if (storeFailure(error, 'Checking').code !== 'store_corrupt') throw error;
    return [(error as Error).message];
  }
}

function integrityProblems(database: Database): readonly string[] {
  const rows = database.pragma(`integrity_check(${shown})`) as { readonly integrity_check: string }[];
  return rows.map(({ integrity_check: text }) => text).filter((text) => text !== 'ok');
}

interface Orphan {
  readonly table: string;
  readonly parent: string;
}

function orphansByTable(database: Database): readonly string[] {
  const orphans = database.pragma('foreign_key_check') as Orphan[];
  return [...new Set(orphans.map(({ table }) => table))].map((table) => {
    const rows = orphans.filter((orphan) => orphan.table === table);
    const count = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`;
    return `${table} has ${count} without a record in ${rows[0]!.parent}`;
  });
}
