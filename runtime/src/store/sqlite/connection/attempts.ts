import type { Database } from 'better-sqlite3';
import { StoreError } from '../../store-error.js';
import { lockWaiting } from './lock-waiting.js';
import { storeFailure } from './store-failure.js';

/** Runs what a store does on its connection: whatever fails does so as an error of the catalogue, and names the file. */
export interface Attempts {
  read<T>(doing: string, run: () => T): Promise<T>;
  /** A transaction that writes; it may run more than once until it gets the lock. */
  write<T>(doing: string, run: () => T): Promise<T>;
  /** Reads in this turn. */
  look<T>(doing: string, run: () => T): T;
  /** What reading in this turn fails of; `undefined` where it does not. */
  failureOf(doing: string, run: () => void): StoreError | undefined;
}

export interface AttemptOptions {
  readonly file: string;
  /** How long to wait for another process's lock, in milliseconds. */
  readonly busyTimeoutMs: number;
}

export function attempts(connection: Database, { file, busyTimeoutMs }: AttemptOptions): Attempts {
  const locks = lockWaiting(connection, busyTimeoutMs);

  const refuseClosed = (doing: string): void => {
    if (!connection.open) throw new StoreError('store_closed', `${doing} failed: the store is closed.`);
  };

  const look = <T>(doing: string, run: () => T): T => {
    refuseClosed(doing);
    try {
      return locks.read(run);
    } catch (error) {
      throw storeFailure(error, doing, file);
    }
  };

  return {
    look,
    read: async (doing, run) => look(doing, run),
    failureOf(doing, run) {
      try {
        look(doing, run);
      } catch (error) {
        return storeFailure(error, doing, file);
      }
    },
    async write(doing, run) {
      try {
        return await locks.write(() => {
          // Each time: it may have been closed while this waited.
          refuseClosed(doing);
          return run();
        });
      } catch (error) {
        throw storeFailure(error, doing, file);
      }
    },
  };
}
