import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { StoreError } from '../../store-error.js';
import { APPLICATION_ID, LAYOUT_VERSION } from '../layout/system-tables.js';
import { checkLog } from './check-log.js';
import { createDirectory, syncDirectory } from './create-directory.js';
import { openDatabase } from './open-database.js';
import { storeFailure } from './store-failure.js';

export interface ConnectionOptions {
  readonly file: string;
  readonly readonly: boolean;
  /** How long opening waits for another process's lock, in milliseconds; the thread waits with it. */
  readonly busyTimeoutMs: number;
}

/** Opens the file, creating it if need be, and makes sure that a commit is on disk when it returns. */
export async function openConnection(options: ConnectionOptions): Promise<Database.Database> {
  const { file, readonly } = options;
  try {
    const directory = dirname(file);
    const creates = !readonly && !existsSync(file);
    if (creates) await createDirectory(directory);
    await checkLog(file);
    const database = connect(options, readonly);
    if (!readonly) settle(database);
    if (creates) await syncDirectory(directory);
    return database;
  } catch (error) {
    throw storeFailure(error, `Opening ${file}`);
  }
}

/** One more connection to a file that this process has open already: nothing is to be created or put in order. */
export function joinConnection(options: Omit<ConnectionOptions, 'readonly'>): Database.Database {
  try {
    return connect({ ...options, readonly: false }, true);
  } catch (error) {
    throw storeFailure(error, `Opening ${options.file}`);
  }
}

function connect(options: ConnectionOptions, fileMustExist: boolean): Database.Database {
  const { file, readonly, busyTimeoutMs } = options;
  const database = openDatabase(file, { readonly, fileMustExist, timeout: busyTimeoutMs });
  try {
    configure(database, options);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function configure(database: Database.Database, { file, readonly }: ConnectionOptions): void {
  // Before anything is written: the file may be somebody else's.
  assertOurs(database, file);
  if (!readonly) database.pragma('journal_mode = WAL');
  // Explicitly, after opening: the library is compiled to fall back to NORMAL in WAL mode, where a power cut
  // may lose commits that were acknowledged.
  database.pragma('synchronous = FULL');
  // Only macOS tells a sync from one that empties the drive's cache, and takes the lesser one unless told.
  database.pragma('fullfsync = ON');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  // What a savepoint may have to take back: in files it would be two writes for each three of the log, and a commit
  // would fail where /var/tmp is full or read-only.
  database.pragma('temp_store = MEMORY');
  // Ours tell when the disk fails.
  database.pragma('wal_autocheckpoint = 0');
  assertDurable(database, file);
}

/**
 * What a crash left in the log may be in the memory of the system only, even if the log can be synced: after a failed
 * sync the system takes its pages for written. Written anew into the database, and synced there, it is durable before
 * anybody gets to see it.
 */
function settle(database: Database.Database): void {
  try {
    database.pragma('wal_checkpoint(PASSIVE)');
  } catch (error) {
    database.close();
    throw error;
  }
}

function assertOurs(database: Database.Database, file: string): void {
  const layout = pragma(database, 'user_version') as number;
  const application = pragma(database, 'application_id');
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  if (application !== APPLICATION_ID && tables > 0) {
    throw new StoreError('not_a_database', `${file} is an SQLite database of another program.`);
  }
  if (layout > LAYOUT_VERSION) {
    const text = `${file} has storage layout ${layout}; this version of persist knows ${LAYOUT_VERSION}.`;
    throw new StoreError('layout_unsupported', text);
  }
}

const synchronousFull = 2;

function assertDurable(database: Database.Database, file: string): void {
  const journal = pragma(database, 'journal_mode');
  const synchronous = pragma(database, 'synchronous');
  if (journal === 'wal' && synchronous === synchronousFull) return;
  throw new StoreError(
    'durability_not_assured',
    `${file} was opened with journal_mode ${String(journal)} and synchronous ${String(synchronous)} instead of wal and ${synchronousFull}.`,
  );
}

function pragma(database: Database.Database, name: string): unknown {
  return database.pragma(name, { simple: true });
}
