import { statSync } from 'node:fs';
import { StoreError } from '../../store-error.js';

/** Knows whether a database is still where it was opened. */
export interface FileWatch {
  /** @throws {StoreError} `store_moved` where other files, or none, are in the place of those that are written to. */
  check(): void;
}

/**
 * A file that is deleted or replaced goes on to be written by whoever has it open, and is gone when they end. SQLite
 * does not look in WAL mode. Two calls of the system, some microseconds beside an fsync.
 */
export function fileWatch(file: string, opened = inodeOf(file)): FileWatch {
  const log = `${file}-wal`;
  let openedLog: number | undefined;
  return {
    check() {
      assertSame(file, opened);
      // Created by the first transaction.
      openedLog ??= inodeOf(log);
      assertSame(log, openedLog);
    },
  };
}

function assertSame(path: string, opened: number | undefined): void {
  const found = inodeOf(path);
  if (found !== undefined && found === opened) return;
  const what = found === undefined ? 'is gone' : 'was replaced by another file';
  throw new StoreError('store_moved', `${path} ${what} while it was in use: what is written now would be lost.`);
}

/** Tells a file from another one of the same name; `undefined` where there is none. */
export function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}
