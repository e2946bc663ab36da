import type { Contract } from '@persist/contract';
import type { Database } from 'better-sqlite3';
import { storeFailure } from '../connection/store-failure.js';
import { identifier } from '../layout/identifier.js';
import { LAYOUT_VERSION } from '../layout/system-tables.js';
import { migrate } from '../migrate/migrate.js';
import type {
  DatabaseContents,
  EffectivePragmas,
  MigrationForecast,
  StoredModel,
} from './database-report.js';

/** What is in a sound database. Writes to it: hand it a copy. */
export function contentsOf(copy: Database, contract: Contract | undefined): DatabaseContents {
  const pragmas = effectivePragmas(copy);
  // Version 0: made, but not yet filled; the process that made it ended, or has just begun.
  const isFilled = copy.pragma('user_version', { simple: true }) === LAYOUT_VERSION;
  const models = isFilled ? modelsOf(copy) : [];
  const newestAuditAt = isFilled ? newestAuditOf(copy) : null;
  return {
    pragmas,
    models,
    ...(newestAuditAt !== null && { newestAuditAt }),
    ...(contract !== undefined && { migration: forecast(copy, contract) }),
  };
}

function effectivePragmas(copy: Database): EffectivePragmas {
  // The first write is when a connection may fall back to a weaker setting.
  copy.exec('CREATE TABLE _persist_written (at TEXT); DROP TABLE _persist_written');
  const read = (name: string) => copy.pragma(name, { simple: true });
  return {
    journalMode: String(read('journal_mode')),
    synchronous: Number(read('synchronous')),
    foreignKeys: read('foreign_keys') === 1,
  };
}

interface Registered {
  readonly name: string;
  readonly schemaVersion: number;
  readonly table: string;
}

function modelsOf(copy: Database): readonly StoredModel[] {
  return copy
    .prepare<[], Registered>(
      `SELECT name, schema_version AS schemaVersion, layout ->> 'table' AS "table"
       FROM _persist_models ORDER BY name`,
    )
    .all()
    .map(({ name, schemaVersion, table }) => ({ name, schemaVersion, records: countOf(copy, table) }));
}

function countOf(copy: Database, table: string): number {
  const count = copy
    .prepare<[], number>(`SELECT count(*) FROM ${identifier(table)}`)
    .pluck()
    .get();
  return count!;
}

function newestAuditOf(copy: Database): string | null {
  return copy.prepare<[], string | null>('SELECT max(at) FROM _persist_audits').pluck().get()!;
}

/** The real thing: it is but a copy. */
function forecast(copy: Database, contract: Contract): MigrationForecast {
  try {
    return { kind: 'applies', changes: migrate(copy, contract).changes };
  } catch (error) {
    return { kind: 'refused', error: storeFailure(error, 'Bringing the tables in line with the contract') };
  }
}
