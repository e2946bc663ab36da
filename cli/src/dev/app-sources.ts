import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether an edit of a path makes another app: all of `src/`, and the files beside it that decide how it is
 * built or what it reads when it starts.
 *
 * @param path relative to the app's root, with forward slashes.
 */
export function isAppSource(path: string): boolean {
  if (path === 'src') return true;
  if (path.startsWith('src/')) return !path.includes('/node_modules/');
  return /^(package\.json|tsconfig(\.\w+)?\.json|persist\.config\.[cm]?[jt]s|\.env(\.\w+)*)$/.test(path);
}

/** The sources of an app at one moment. */
export interface SourceState {
  /** Equal for equal sources. */
  readonly fingerprint: string;
  /** Whether a file is empty: it may be in the middle of being written. */
  readonly hasEmptyFile: boolean;
}

export function readSourceState(root: string): SourceState {
  const hash = createHash('sha256');
  let hasEmptyFile = false;
  for (const path of sourceFiles(root)) {
    const content = contentOf(join(root, path));
    // Gone between the listing and the reading: the watcher tells of that as well.
    if (content === undefined) continue;
    hash.update(`${path}\0${content.length}\0`).update(content);
    hasEmptyFile ||= content.length === 0;
  }
  return { fingerprint: hash.digest('hex'), hasEmptyFile };
}

function sourceFiles(root: string, folder = ''): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!isAppSource(path)) return [];
      return entry.isDirectory() ? sourceFiles(root, path) : [path];
    })
    .sort();
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
