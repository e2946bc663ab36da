import { existsSync } from 'node:fs';
import { access, constants, mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a directory with its parents so that it survives a power cut: each entry is synced in its parent before anything
 * is put into it. One that is there already may have been made by a start that was killed before it could sync.
 */
export async function createDirectory(directory: string): Promise<void> {
  const path = resolve(directory);
  const parent = dirname(path);
  if (existsSync(path)) {
    if (await isListable(parent)) await syncDirectory(parent);
    return;
  }
  await createDirectory(parent);
  // Recursive only in that another process may be faster.
  await mkdir(path, { recursive: true });
  await syncDirectory(parent);
}

/** Whether entries can be made there and synced; where not, none was made by a process like this one. */
async function isListable(directory: string): Promise<boolean> {
  return access(directory, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
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
