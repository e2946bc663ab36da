import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { relativePath } from '../typescript/relative-path.js';

/** One source file of an app. */
export interface AppSource {
  /** Relative to the app's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** All TypeScript below `src/`, sorted by path; nothing where there is no such folder. */
export function appSources(root: string): readonly AppSource[] {
  return typescriptBelow(join(root, 'src'))
    .map((file) => ({ path: relativePath(root, file), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function typescriptBelow(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : typescriptBelow(path);
    return /\.([cm]?ts|tsx)$/.test(entry.name) ? [path] : [];
  });
}
