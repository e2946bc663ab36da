import { constants, existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Finding } from '../check.js';
import { fail, pass, warn } from '../finding.js';
import { nearestExisting } from '../nearest-existing.js';
import type { Subject } from '../subject.js';

/** The data can be written, or made where there are none. */
export async function checkDataFolder(subject: Subject): Promise<Finding> {
  const { folder, saidBy } = subject.data;
  const existing = nearestExisting(folder);
  if (!statSync(existing).isDirectory()) {
    return fail({
      summary: `${existing} is a file, and no folder`,
      mend: 'Move it away, or name another folder with --data.',
    });
  }
  const problem = await unwritable(existing, subject.access);
  if (problem !== undefined) return problem;
  if (isBelow(folder, subject.temporaryFolder)) {
    return warn({
      summary: `${folder} is in the temporary folder, which the system empties`,
      mend: 'Fine for a trial. Else name a lasting folder with --data or PERSIST_DATA_DIR.',
    });
  }
  if (existing !== folder) return pass(`${folder} is made by the first start (${saidBy} names it)`);
  return pass(`${folder} can be written (${saidBy} names it)`);
}

const { W_OK, X_OK } = constants;

async function unwritable(folder: string, access: Subject['access']): Promise<Finding | undefined> {
  const files = ['persist.db', 'persist.db-wal', 'persist.db-shm']
    .map((name) => join(folder, name))
    .filter((file) => existsSync(file));
  for (const [path, mode] of [
    [folder, W_OK | X_OK] as const,
    ...files.map((file) => [file, W_OK] as const),
  ]) {
    try {
      await access(path, mode);
    } catch (error) {
      return explain(path, error as NodeJS.ErrnoException);
    }
  }
  return undefined;
}

function explain(path: string, { code, message }: NodeJS.ErrnoException): Finding {
  const mend =
    code === 'EROFS'
      ? 'Its file system is mounted for reading only: name another folder with --data or PERSIST_DATA_DIR.'
      : 'Give it to the user that the app runs as: chown -R USER FOLDER';
  return fail({ summary: `${path} cannot be written by this user`, detail: message, mend });
}

function isBelow(folder: string, parent: string): boolean {
  return !relative(parent, folder).startsWith('..');
}
