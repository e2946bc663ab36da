import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { DatabaseUse } from './database-report.js';

/**
 * Whether processes have a database open, without touching it: each of them holds a lock on the index of the
 * write-ahead log, a file that the last one removes.
 */
export async function databaseUse(file: string): Promise<DatabaseUse> {
  const shared = `${file}-shm`;
  if (!existsSync(shared)) return { kind: existsSync(`${file}-wal`) ? 'left_open' : 'closed' };
  if (!existsSync(locksFile)) return { kind: 'open_or_left_open' };
  const { ino } = await stat(shared);
  const owners = lockOwners(await readFile(locksFile, 'utf8'), ino);
  if (owners.length === 0) return { kind: 'left_open' };
  return { kind: 'open', processes: [...new Set(owners)].filter((pid) => pid > 0) };
}

const locksFile = '/proc/locks';

/** The byte that every connection keeps locked as long as it is open. */
const connectionByte = '128';

/** Lines like `1: POSIX  ADVISORY  READ 4711 fe:00:2402625 128 128`; a process of another container is 0. */
function lockOwners(locks: string, inode: number): number[] {
  return locks.split('\n').flatMap((line) => {
    const [, , , , pid, target, start, end] = line.split(/\s+/);
    const matches = target?.endsWith(`:${inode}`) && start === connectionByte && end === connectionByte;
    return matches ? [Number(pid)] : [];
  });
}
