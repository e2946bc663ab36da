import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where an app keeps its data, and who says so. */
export interface DataPlace {
  /** Absolute. */
  readonly folder: string;
  readonly saidBy: '--data' | 'PERSIST_DATA_DIR' | 'src/main.ts' | 'dist/main.js' | 'the default';
}

export interface DataPlaceOptions {
  readonly flag: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/** As the app will find it, short of running it: where its entry does not name it literally, `./data`. */
export function dataPlace(root: string, { flag, environment }: DataPlaceOptions): DataPlace {
  if (flag !== undefined) return { folder: resolve(flag), saidBy: '--data' };
  const variable = environment['PERSIST_DATA_DIR'];
  if (variable !== undefined) return { folder: resolve(root, variable), saidBy: 'PERSIST_DATA_DIR' };
  for (const entry of ['src/main.ts', 'dist/main.js'] as const) {
    const folder = folderOpenedIn(join(root, entry));
    if (folder !== undefined) return { folder: resolve(root, folder), saidBy: entry };
  }
  return { folder: join(root, 'data'), saidBy: 'the default' };
}

/** As everybody writes it: `PersistApp.openAuto('./data')`. */
const opening = /\bPersistApp\.open(?:Auto)?\(\s*(['"`])([^'"`$]+)\1/;

function folderOpenedIn(entry: string): string | undefined {
  return existsSync(entry) ? opening.exec(readFileSync(entry, 'utf8'))?.[2] : undefined;
}
