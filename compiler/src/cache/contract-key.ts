import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readTsConfig } from '../tsconfig/read-tsconfig.js';
import { appSources } from './app-sources.js';
import { toolVersions } from './tool-versions.js';

/**
 * One hash of everything a contract follows from: the sources, the tsconfig with what it extends,
 * package.json, the installed packages and the compilers. Found by reading alone: TypeScript is not loaded.
 *
 * @param furtherSources what the sources import from outside `src/`, relative to the root.
 */
export function contractKey(root: string, furtherSources: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (name: string, text: string) => hash.update(JSON.stringify([name, text]));
  for (const { path, text } of appSources(root)) add(path, text);
  for (const path of furtherSources) add(path, readIfPresent(join(root, path)));
  for (const file of configFiles(root)) add(relative(root, file), readIfPresent(file));
  for (const [tool, version] of toolVersions()) add(tool, version);
  return hash.digest('hex');
}

function configFiles(root: string): readonly string[] {
  const tsconfig = join(root, 'tsconfig.json');
  const installed = installRecord(root);
  return [
    join(root, 'package.json'),
    ...(existsSync(tsconfig) ? readTsConfig(tsconfig).files : []),
    ...(installed === undefined ? [] : [installed]),
  ];
}

/** Where npm, pnpm and yarn (4 and 1) write down what they installed: imported types change with it. */
const installRecords = ['.package-lock.json', '.pnpm/lock.yaml', '.yarn-state.yml', '.yarn-integrity'];

function installRecord(folder: string): string | undefined {
  const found = installRecords
    .map((name) => join(folder, 'node_modules', name))
    .find((path) => existsSync(path));
  const parent = dirname(folder);
  return found ?? (parent === folder ? undefined : installRecord(parent));
}

function readIfPresent(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
