import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.js';
import { copyTemplate, type AppPlan } from './copy-template.js';
import { installWith } from './package-manager.js';

export interface CreateOptions {
  readonly folder: string;
  readonly install: boolean;
}

/**
 * Creates an app in a new or empty folder, all or nothing: after a failure the folder is as it was.
 *
 * @throws {Failure} where the folder holds anything, or the installation fails.
 */
export async function createApp(plan: AppPlan, { folder, install }: CreateOptions): Promise<void> {
  const existed = await refuseContents(folder);
  // Ctrl+C reaches the package manager too; it ends with an error, and what was written is removed.
  const keepRunning = () => undefined;
  process.on('SIGINT', keepRunning);
  try {
    await mkdir(folder, { recursive: true });
    await copyTemplate(plan, folder);
    if (install) await installWith(plan.manager, folder);
  } catch (error) {
    await (existed ? empty(folder) : rm(folder, { recursive: true, force: true }));
    throw error;
  } finally {
    process.off('SIGINT', keepRunning);
  }
}

/** Whether the folder is there already, and empty. */
async function refuseContents(folder: string): Promise<boolean> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    if (error.code === 'ENOTDIR') return ['a file of that name'];
    throw error;
  });
  if (entries === undefined || entries.length === 0) return entries !== undefined;
  const found = entries.length > 3 ? [...entries.slice(0, 3), '…'] : entries;
  throw Failure.of({
    code: 'folder_not_empty',
    message: `${folder} is not empty: it holds ${found.join(', ')}.`,
    hint: 'Choose another name, or empty the folder first.',
  });
}

async function empty(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    await rm(join(folder, entry), { recursive: true, force: true });
  }
}
