import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const pollInterval = 20;
const longestTask = 60_000;

/**
 * Runs a task while no other process on this machine runs one under the same lock file. It saves work and
 * guards nothing: a lock whose owner is gone, or that is a minute old, is broken, and then two may run at
 * once.
 */
export async function withLock<T>(file: string, task: () => Promise<T>): Promise<T> {
  // Network and container file systems tell of a removed file late or never: looking again is reliable.
  while (!take(file)) {
    if (isAbandoned(file)) rmSync(file, { force: true });
    else await setTimeout(pollInterval);
  }
  try {
    return await task();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(file: string): boolean {
  const taken = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (taken === undefined) return false; // released just now: try again
  if (Date.now() - taken > longestTask) return true;
  const owner = Number(readIfPresent(file));
  return owner > 0 && !isRunning(owner);
}

/** Empty while its owner is still writing it. */
function readIfPresent(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
