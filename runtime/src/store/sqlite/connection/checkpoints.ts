import type { Database } from 'better-sqlite3';

/** Moves what is committed from the log into the database, now and then. */
export interface Checkpoints {
  /**
   * Call after a commit, once it is acknowledged.
   *
   * @throws {SqliteError} where the disk fails.
   */
  runIfDue(): void;
}

/** 16 MiB. Index pages change at random places: the rarer a checkpoint, the fewer times each is written. */
const pagesDue = 4000;

type Frames = [busy: number, inLog: number, checkpointed: number];

/** SQLite's own checkpoints keep silent about a disk that fails under them. */
export function checkpoints(database: Database): Checkpoints {
  const look = database.prepare<[], Frames>('PRAGMA wal_checkpoint(NOOP)').raw();
  const run = database.prepare<[], Frames>('PRAGMA wal_checkpoint(PASSIVE)').raw();
  return {
    runIfDue() {
      if (!database.open || database.inTransaction) return;
      const [, inLog, checkpointed] = look.get()!;
      if (inLog >= pagesDue && checkpointed < inLog) run.get();
    },
  };
}
