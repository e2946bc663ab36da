import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { errorCode } from './store-failure.js';

/** How statements wait for the locks of other processes. */
export interface LockWaiting {
  /**
   * Reads. They wait for nobody who writes, but for a process that puts in order what a killed one left: as long as
   * that takes, at most as long as patience lasts, and this thread with them.
   */
  read<T>(run: () => T): T;
  /**
   * A transaction that writes. While another process does, this thread is free: queries are answered, and commands
   * gather for the next group. Where it fails for a lock, it must have written nothing.
   */
  write<T>(run: () => T): Promise<T>;
}

/** The longest pause between two attempts, in milliseconds: some commits of others fit into it, not many. */
const LONGEST_PAUSE_MS = 8;

/**
 * Takes the waiting over from SQLite, whose own way is to put the thread to sleep, up to 100 ms at a time, and to be
 * overtaken meanwhile.
 *
 * @param patienceMs how long to wait for a lock before the failure counts.
 */
export function lockWaiting(database: Database, patienceMs: number): LockWaiting {
  database.pragma('busy_timeout = 0');

  return {
    read(run) {
      try {
        return run();
      } catch (error) {
        if (!isLocked(error)) throw error;
      }
      database.pragma(`busy_timeout = ${patienceMs}`);
      try {
        return run();
      } finally {
        database.pragma('busy_timeout = 0');
      }
    },
    async write(run) {
      const deadline = performance.now() + patienceMs;
      for (let pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
        try {
          return run();
        } catch (error) {
          if (!isLocked(error) || performance.now() >= deadline) throw error;
        }
        // Of several that wait, none keeps coming right behind another.
        await delay(Math.ceil(Math.random() * pause));
      }
    },
  };
}

function isLocked(error: unknown): boolean {
  return errorCode(error).startsWith('SQLITE_BUSY');
}
