import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Removes what the build before this one wrote and this one did not, and folders that are empty then. */
export async function removeFormerFiles(
  root: string,
  former: readonly string[],
  written: readonly string[],
): Promise<void> {
  const current = new Set(written);
  for (const path of former.filter((each) => each.startsWith('dist/') && !current.has(each))) {
    await rm(join(root, path), { force: true });
    await removeEmptyFolders(root, dirname(path));
  }
}

async function removeEmptyFolders(root: string, path: string): Promise<void> {
  if (path === 'dist' || !path.startsWith('dist/')) return;
  try {
    await rmdir(join(root, path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOENT') return;
    throw error;
  }
  await removeEmptyFolders(root, dirname(path));
}
