import type { Database } from 'better-sqlite3';
import type { Store } from '../store.js';
import { StoreError } from '../store-error.js';
import { lockWaiting } from './connection/lock-waiting.js';
import { openConnection } from './connection/open-connection.js';
import { storeFailure } from './connection/store-failure.js';
import type { ModelLayout } from './layout/model-layout.js';
import { migrate } from './migrate/migrate.js';
import { foreignWrites } from './read/foreign-writes.js';
import { groupCommitter } from './write/group-committer.js';
import { prepareOperations, type Operations } from './prepare-operations.js';

export interface SqliteStoreOptions {
  /** Created, with its directory, where it does not exist. */
  readonly file: string;
  /** What idempotency records age by. Default: the system's clock. */
  readonly clock?: () => Date;
  /** How long an idempotency record is kept, in milliseconds. Default: 24 hours. */
  readonly idempotencyTtlMs?: number;
  /** Default false. */
  readonly readonly?: boolean;
  /** How long to wait for another process's lock, in milliseconds. Default: 5,000. */
  readonly busyTimeoutMs?: number;
}

export interface SqliteStore extends Store {
  /** The connection the store works on, for what the port does not offer. */
  readonly connection: Database;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Opens a store in one SQLite file. A commit is on disk when its promise resolves.
 *
 * @throws {StoreError} when the file cannot be used; every later failure of the store is a `StoreError` too.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const {
    file,
    clock = () => new Date(),
    idempotencyTtlMs = day,
    readonly = false,
    busyTimeoutMs = 5000,
  } = options;
  const connection = await openConnection({ file, readonly, busyTimeoutMs });
  const layouts = new Map<string, ModelLayout>();
  const locks = lockWaiting(connection, busyTimeoutMs);
  const committer = groupCommitter(connection);
  let operations: Operations | undefined;

  const refuseClosed = (doing: string): void => {
    if (!connection.open) throw new StoreError('store_closed', `${doing} failed: the store is closed.`);
  };

  const attempt = async <T>(doing: string, run: () => T): Promise<T> => {
    refuseClosed(doing);
    try {
      return locks.read(run);
    } catch (error) {
      throw storeFailure(error, doing, file);
    }
  };

  const attemptToWrite = async <T>(doing: string, run: () => T): Promise<T> => {
    try {
      return await locks.write(() => {
        // Each time: it may have been closed while this waited.
        refuseClosed(doing);
        return run();
      });
    } catch (error) {
      throw storeFailure(error, doing, file);
    }
  };

  const foreign = foreignWrites(connection);

  const ready = (): Operations => {
    if (operations === undefined) throw new StoreError('unknown_model', 'The store knows no models yet.');
    return operations;
  };

  return {
    connection,
    hasForeignWrites() {
      try {
        return locks.read(foreign);
      } catch (error) {
        throw storeFailure(error, 'Looking for what others wrote', file);
      }
    },
    migrate: (contract) =>
      attemptToWrite('Migrating', () => {
        const migrated = migrate(connection, contract);
        for (const layout of migrated.layouts) layouts.set(layout.model, layout);
        operations = prepareOperations(connection, [...layouts.values()], { clock, ttlMs: idempotencyTtlMs });
        return migrated.changes;
      }),
    load: (model, id) => attempt(`Loading ${model}`, () => ready().load(model, id)),
    versionOf: (model, id) => attempt(`Loading ${model}`, () => ready().versionOf(model, id)),
    query: (plan) => attempt(`Listing ${plan.model}`, () => ready().query(plan)),
    audits: (query) => attempt(`Reading the history of ${query.model}`, () => ready().audits(query)),
    findIdempotent: (actor, key) =>
      attempt('Looking up an idempotency key', () => ready().findIdempotent(actor, key)),
    commit: (group) => attemptToWrite('Committing', () => committer.commit(group, ready().groupWork)),
    writeRefusal() {
      if (!connection.open || committer.refusal !== undefined) return committer.refusal;
      try {
        return locks.read(() => operations?.groupWork.guard.refusal());
      } catch (error) {
        return storeFailure(error, 'Looking at the tables', file);
      }
    },
    close: async () => {
      if (connection.open) await attempt('Closing', () => connection.close());
    },
  };
}
