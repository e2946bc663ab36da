import { open, type FileHandle } from 'node:fs/promises';
import { StoreError } from '../../store-error.js';
import { LogScan, type Damage } from './log-scan.js';

/**
 * Refuses a write-ahead log that is damaged where SQLite would go on without a word: it reads a log up to the first
 * frame that does not add up, takes that for the torn end that a power cut leaves, and drops what follows. Call it
 * before the database is opened; a log is there after a crash, or while another process has the database open.
 *
 * @throws {StoreError} `store_corrupt` where commits that were acknowledged follow the damage.
 */
export async function checkLog(file: string): Promise<void> {
  const log = `${file}-wal`;
  const damage = await damageOf(log);
  if (damage === undefined) return;
  const { frame, commits } = damage;
  const place = frame === 0 ? 'in its header' : `at its frame ${frame}`;
  throw new StoreError(
    'store_corrupt',
    `${log} is damaged ${place}: ${commits} acknowledged commit${commits === 1 ? '' : 's'} behind it cannot be read.`,
    {
      hint:
        'Keep a copy of the file and of those beside it, then restore the latest backup; or, to go on without those ' +
        `commits: sqlite3 ${file} "PRAGMA wal_checkpoint(TRUNCATE)".`,
    },
  );
}

async function damageOf(log: string): Promise<Damage | undefined> {
  const handle = await openIfPresent(log);
  if (handle === undefined) return undefined;
  try {
    const header = await read(handle, 0, headerSize);
    if (header.length < headerSize) return undefined;
    const damage = await scan(handle, header);
    // Another process began the log anew meanwhile: what was read is of two ages, and that process knows its log.
    return header.equals(await read(handle, 0, headerSize)) ? damage : undefined;
  } finally {
    await handle.close();
  }
}

const headerSize = 32;

/** Frames read at once. */
const batch = 256;

async function scan(handle: FileHandle, header: Buffer): Promise<Damage | undefined> {
  const scan = new LogScan(header);
  const { frameSize } = scan;
  for (let at = headerSize; ; at += batch * frameSize) {
    const frames = await read(handle, at, batch * frameSize);
    for (let from = 0; from + frameSize <= frames.length; from += frameSize) {
      scan.add(frames.subarray(from, from + frameSize));
    }
    if (frames.length < batch * frameSize) return scan.damage;
  }
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(length), position });
  return buffer.subarray(0, bytesRead);
}

async function openIfPresent(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
