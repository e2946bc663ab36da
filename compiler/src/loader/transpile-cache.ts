import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../cache/write-file-atomically.js';

const day = 24 * 60 * 60 * 1000;
const maximumAge = 30 * day;

// After a power cut a renamed file can be there without its content: only an entry with this end is whole.
const end = '\n// whole\n';

/** The code kept under a key, which stands for everything the code depends on. */
export function readTranspiled(folder: string, key: string): string | undefined {
  const entry = readIfPresent(entryPath(folder, key));
  return entry?.endsWith(end) ? entry.slice(0, -end.length) : undefined;
}

/** Keeps code under a key, and once a day drops what is older than 30 days. */
export function keepTranspiled(folder: string, key: string, code: string): void {
  try {
    writeFileAtomically(entryPath(folder, key), code + end);
    pruneDaily(folder);
  } catch (error) {
    // A full disk slows the next start down; it is no reason not to run.
    process.emitWarning(`transpiled code was not kept: ${(error as Error).message}`, {
      code: 'PERSIST_CACHE',
    });
  }
}

function entryPath(folder: string, key: string): string {
  return join(folder, `${key}.js`);
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function pruneDaily(folder: string): void {
  const marker = join(folder, 'pruned');
  const pruned = statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - pruned < day) return;
  writeFileSync(marker, '');
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - written > maximumAge) rmSync(path, { force: true });
  }
}
