import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Makes a directory with its parents so that it survives a power cut: each new entry is synced in its parent. */
export async function createDirectory(directory: string): Promise<void> {
  const target = resolve(directory);
  const first = await mkdir(target, { recursive: true });
  if (first === undefined) return;
  const outermost = dirname(first);
  for (let path = target; path !== outermost; path = dirname(path)) await syncDirectory(path);
  await syncDirectory(outermost);
}

/** Makes the entries of a directory durable: a synced file is lost if its name is. */
export async function syncDirectory(directory: string): Promise<void> {
  // Windows has no handle of a directory to sync; NTFS journals its entries.
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
