import type { SchemaChange } from '../../schema-change.js';
import type { StoreError } from '../../store-error.js';

/** What was found in a database file. Times are RFC 3339, sizes bytes. */
export interface DatabaseReport {
  readonly file: string;
  readonly size: number;
  /** Of the write-ahead log beside it; 0 where there is none. */
  readonly walSize: number;
  /** `rollback` where another tool has switched it: the store switches it back when it opens. */
  readonly journalMode: 'wal' | 'rollback';
  readonly use: DatabaseUse;
  /** What `PRAGMA integrity_check` and `foreign_key_check` say; empty where all is sound. */
  readonly damage: readonly string[];
  /** Absent where the file is damaged. */
  readonly contents?: DatabaseContents;
}

export interface DatabaseContents {
  /** What holds on a connection of the store, after it has written. */
  readonly pragmas: EffectivePragmas;
  /** Sorted by name. */
  readonly models: readonly StoredModel[];
  /** The latest time in the history. */
  readonly newestAuditAt?: string;
  /** Absent where no contract was given. */
  readonly migration?: MigrationForecast;
}

/** `left_open`: a process ended without closing it; the next one to open it recovers it. */
export type DatabaseUse =
  | { readonly kind: 'closed' | 'left_open' }
  /** `processes` is empty where the system does not tell. */
  | { readonly kind: 'open'; readonly processes: readonly number[] }
  /** Open or left open; only Linux tells which. */
  | { readonly kind: 'open_or_left_open' };

export interface EffectivePragmas {
  readonly journalMode: string;
  /** 0 OFF, 1 NORMAL, 2 FULL, 3 EXTRA. */
  readonly synchronous: number;
  readonly foreignKeys: boolean;
}

export interface StoredModel {
  readonly name: string;
  readonly schemaVersion: number;
  readonly records: number;
}

/** What the next start of the app would do to the tables. */
export type MigrationForecast =
  | { readonly kind: 'applies'; readonly changes: readonly SchemaChange[] }
  /** It would not start. */
  | { readonly kind: 'refused'; readonly error: StoreError };
