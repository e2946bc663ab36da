import { readdirSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.js';

/**
 * Refuses a folder that holds anything; a fresh repository (`.git` and nothing else) counts as empty.
 *
 * @throws {Failure} exit code 2.
 */
export function refuseContents(folder: string): void {
  const entries = entriesOf(folder).filter((entry) => entry !== '.git');
  if (entries.length === 0) return;
  const found = entries.length > 3 ? [...entries.slice(0, 3), '…'] : entries;
  throw Failure.usage({
    code: 'folder_not_empty',
    message: `${folder} is not empty: it holds ${found.join(', ')}.`,
    hint: 'Choose another name, or empty the folder first.',
  });
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') return ['a file of that name'];
    throw unusable(folder, error);
  }
}

/** A folder of our own, and the way back to how it was. */
export interface ClaimedFolder {
  /** Removes everything in it, and itself where it is new, together with the new folders above it. */
  giveBack(): Promise<void>;
}

/** @throws {Failure} where it holds anything (exit code 2) or cannot be made (1). */
export async function claimFolder(folder: string): Promise<ClaimedFolder> {
  refuseContents(folder);
  const firstMade = await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unusable(folder, error);
  });
  return {
    giveBack: () => (firstMade === undefined ? empty(folder) : remove(firstMade)),
  };
}

async function empty(folder: string): Promise<void> {
  const entries = await readdir(folder);
  await Promise.all(entries.filter((entry) => entry !== '.git').map((entry) => remove(join(folder, entry))));
}

function remove(path: string): Promise<void> {
  // A program that is just ending may write one last file between the listing and the removal.
  return rm(path, { recursive: true, force: true, maxRetries: 5 });
}

function unusable(folder: string, error: unknown): Failure {
  return Failure.of({
    code: 'folder_unusable',
    message: `${folder} cannot be used: ${(error as Error).message}.`,
    hint: 'Choose a folder that you may write to.',
  });
}
