import { accessSync, constants, lstatSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Where transpiled code of the files in `folder` is kept: `node_modules/.cache/persist` of the nearest
 * package that has a `node_modules`, else a folder of this user below the system's temporary one.
 *
 * @returns `undefined` where neither can be written; then nothing is kept.
 */
export function cacheFolder(folder: string): string | undefined {
  const installed = nearestNodeModules(folder);
  if (installed !== undefined) {
    const cache = join(installed, '.cache', 'persist');
    if (makeFolder(cache)) return cache;
  }
  const own = join(tmpdir(), `persist-${process.getuid?.() ?? 'cache'}`);
  return makeFolder(own) && isPrivate(own) ? own : undefined;
}

function nearestNodeModules(folder: string): string | undefined {
  const candidate = join(folder, 'node_modules');
  if (statSync(candidate, { throwIfNoEntry: false })?.isDirectory()) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestNodeModules(parent);
}

function makeFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    // A read-only installation is normal in containers; the caller has another place.
    return false;
  }
}

/** What lies here is run: below a folder that all may write to, only one that is ours and closed is safe. */
function isPrivate(path: string): boolean {
  if (process.getuid === undefined) return true; // Windows gives every user a temporary folder of their own.
  const stats = lstatSync(path);
  return stats.isDirectory() && stats.uid === process.getuid() && (stats.mode & 0o022) === 0;
}
