import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Contract } from '@persist/contract';
import type { Database } from 'better-sqlite3';
import { StoreError } from '../../store-error.js';
import { openConnection } from '../connection/open-connection.js';
import { storeFailure } from '../connection/store-failure.js';
import { contentsOf } from './contents-of.js';
import { damageOf } from './damage-of.js';
import type { DatabaseReport, DatabaseUse } from './database-report.js';
import { databaseUse } from './database-use.js';
import { sizeOf, withDetachedCopy } from './detached-copy.js';

export interface InspectOptions {
  /** Tells what the next start of an app with this contract would do to the tables. */
  readonly contract?: Contract;
}

/**
 * Looks at a database that an app may be running on, and changes nothing: all that takes more than reading is done
 * on a copy in the temporary folder.
 *
 * @returns `undefined` where there is no such file.
 * @throws {StoreError} where it cannot be read at all: no database, that of another program, of a later layout, or
 * damaged at its root.
 */
export async function inspectDatabase(
  file: string,
  options: InspectOptions = {},
): Promise<DatabaseReport | undefined> {
  try {
    return existsSync(file) ? await inspect(file, options) : undefined;
  } catch (error) {
    throw storeFailure(error, `Reading ${file}`);
  }
}

async function inspect(file: string, { contract }: InspectOptions): Promise<DatabaseReport> {
  const use = await databaseUse(file);
  const outside = {
    file,
    use,
    size: await sizeOf(file),
    walSize: await sizeOf(`${file}-wal`),
    journalMode: await journalModeOf(file, use),
  };
  return withDetachedCopy(file, async (path) => {
    const copy = await openCopy(path, file);
    try {
      const damage = damageOf(copy);
      return damage.length > 0
        ? { ...outside, damage }
        : { ...outside, damage, contents: contentsOf(copy, contract) };
    } finally {
      copy.close();
    }
  });
}

async function openCopy(path: string, original: string): Promise<Database> {
  try {
    return await openConnection({ file: path, readonly: false, busyTimeoutMs: 0 });
  } catch (error) {
    // The copy is gone by the time somebody reads its name.
    const { code, problem, hint, cause } = storeFailure(error, `Opening ${path}`);
    throw new StoreError(code, problem.replaceAll(path, original), { hint, cause });
  }
}

/** From the file's header: 2 is WAL. An empty file has none yet, and gets WAL. */
async function journalModeOf(file: string, use: DatabaseUse): Promise<DatabaseReport['journalMode']> {
  // Where it is open it is in WAL mode, and this process may be the one that has it open: the system drops SQLite's
  // locks when a process closes any handle of the file.
  if (use.kind.startsWith('open')) return 'wal';
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0);
    return bytesRead < 100 || buffer[18] === 2 ? 'wal' : 'rollback';
  } finally {
    await handle.close();
  }
}
