import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreError } from '../../store-error.js';
import { openDatabase } from '../connection/open-database.js';
import { databaseUse } from './database-use.js';

/**
 * Lends a copy of a database as it is at one moment, what is in its write-ahead log included. The database itself
 * stays as it is, to the byte: even to read one in WAL mode, SQLite makes files beside it unless it is open already.
 *
 * @throws {StoreError} `store_full` where the temporary folder has no room for it.
 */
export async function withDetachedCopy<T>(file: string, look: (copy: string) => Promise<T>): Promise<T> {
  await assertRoom(file);
  const folder = await mkdtemp(join(tmpdir(), 'persist-inspect-'));
  try {
    const copy = join(folder, 'persist.db');
    await copyDatabase(file, copy);
    return await look(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What belongs to the content beside the file: what is not yet in it, or must be taken back. */
const logs = ['-wal', '-journal'];

async function assertRoom(file: string): Promise<void> {
  const sizes = await Promise.all(['', ...logs].map((log) => sizeOf(file + log)));
  const needed = sizes.reduce((sum, size) => sum + size, 0);
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize > needed) return;
  throw new StoreError('store_full', `${tmpdir()} has no room for a copy of ${file} to look at.`, {
    hint: 'Set TMPDIR to a folder that has.',
  });
}

async function copyDatabase(file: string, copy: string): Promise<void> {
  const before = await stateOf(file);
  if (before.startsWith('open')) return backUp(file, copy);
  for (const log of ['', ...logs]) {
    if (existsSync(file + log)) await copyFile(file + log, copy + log);
    else await rm(copy + log, { force: true });
  }
  // Somebody came and wrote: what was copied may be two halves.
  if ((await stateOf(file)) !== before) await copyDatabase(file, copy);
}

/** Changes with whatever may change the content. */
async function stateOf(file: string): Promise<string> {
  const { mtimeMs, size } = await stat(file);
  const sizes = await Promise.all(logs.map((log) => sizeOf(file + log)));
  return [(await databaseUse(file)).kind, mtimeMs, size, ...sizes].join(' ');
}

/** While others read and write; in one step, as theirs would start it anew. */
async function backUp(file: string, copy: string): Promise<void> {
  const database = openDatabase(file, { readonly: true, fileMustExist: true });
  try {
    await database.backup(copy, { progress: () => allPages });
  } finally {
    database.close();
  }
}

const allPages = 0x7fff_ffff;

export async function sizeOf(file: string): Promise<number> {
  return existsSync(file) ? (await stat(file)).size : 0;
}
