import type { Database } from 'better-sqlite3';
import type { Store } from '../store.js';
import { StoreError } from '../store-error.js';
import { attempts, type Attempts } from './connection/attempts.js';
import { inodeOf } from './connection/file-watch.js';
import { openConnection } from './connection/open-connection.js';
import type { ModelLayout } from './layout/model-layout.js';
import { migrate } from './migrate/migrate.js';
import { foreignWrites, type ForeignWrites } from './read/foreign-writes.js';
import { CommitPath, type ThreadUse } from './thread/commit-path.js';
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
  /**
   * When commits leave this thread: `large` groups, where that frees more than it costs, `always` or `never`.
   * Default `large`.
   */
  readonly writeThread?: ThreadUse;
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
    writeThread = 'large',
  } = options;
  const connection = await openConnection({ file, readonly, busyTimeoutMs });
  const inode = inodeOf(file);
  const layouts = new Map<string, ModelLayout>();
  const committer = groupCommitter(connection);
  const attempt = attempts(connection, { file, busyTimeoutMs });
  let operations: Operations | undefined;
  let foreign: ForeignWrites | undefined;

  const ready = (): Operations => {
    if (operations === undefined) throw new StoreError('unknown_model', 'The store knows no models yet.');
    return operations;
  };

  const path = new CommitPath({
    use: readonly ? 'never' : writeThread,
    clock,
    start: () => ({ file, inode, busyTimeoutMs, idempotencyTtlMs, layouts: [...layouts.values()] }),
    here: {
      get refusal() {
        return committer.refusal;
      },
      commit: (group) => attempt.write('Committing', () => committer.commit(group, ready().groupWork)),
    },
    appended: (rows, elsewhere) => foreign?.own(rows, elsewhere),
  });

  return {
    connection,
    hasForeignWrites: () => attempt.look('Looking for what others wrote', () => foreign?.found() ?? false),
    migrate: async (contract) => {
      // It knows the tables as they are.
      await path.close();
      return attempt.write('Migrating', () => {
        const migrated = migrate(connection, contract);
        for (const layout of migrated.layouts) layouts.set(layout.model, layout);
        operations = prepareOperations(connection, [...layouts.values()], { clock, ttlMs: idempotencyTtlMs });
        foreign ??= foreignWrites(connection, () => path.announced);
        return migrated.changes;
      });
    },
    ...readingWith(attempt, ready),
    commit: async (group) => {
      attempt.look('Committing', ready);
      return path.commit(group);
    },
    writeRefusal() {
      if (!connection.open || path.refusal !== undefined) return path.refusal;
      return attempt.failureOf('Looking at the tables', () => operations?.groupWork.guard.check());
    },
    close: async () => {
      await path.close();
      if (connection.open) await attempt.read('Closing', () => connection.close());
    },
  };
}

type Reading = Pick<Store, 'load' | 'versionOf' | 'query' | 'audits' | 'findIdempotent'>;

function readingWith(attempt: Attempts, ready: () => Operations): Reading {
  return {
    load: (model, id) => attempt.read(`Loading ${model}`, () => ready().load(model, id)),
    versionOf: (model, id) => attempt.read(`Loading ${model}`, () => ready().versionOf(model, id)),
    query: (plan) => attempt.read(`Listing ${plan.model}`, () => ready().query(plan)),
    audits: (query) => attempt.read(`Reading the history of ${query.model}`, () => ready().audits(query)),
    findIdempotent: (actor, key) =>
      attempt.read('Looking up an idempotency key', () => ready().findIdempotent(actor, key)),
  };
}
