import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from './simulated-disk.js';

/** Writes what a power cut has left into an empty folder. */
export async function restoreFolder(folder: string, files: Files): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, path);
    if (content === 'folder') await mkdir(file);
    else await writeFile(file, content);
    // Nobody can rely on what was shared memory: whatever is left of it must not count.
    if (path.endsWith('.db')) await writeFile(`${file}-shm`, Buffer.alloc(32768, 0xa5));
  }
}
