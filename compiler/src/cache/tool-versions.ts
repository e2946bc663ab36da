import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearestPackage } from './nearest-package.js';

let known: ReadonlyMap<string, string> | undefined;

/** The versions of what makes a contract. */
export function toolVersions(): ReadonlyMap<string, string> {
  known ??= new Map([
    ['typescript', versionOf(require.resolve('typescript'))],
    ['@persist/contract', versionOf(require.resolve('@persist/contract'))],
    ['@persist/compiler', versionOf(fileURLToPath(import.meta.url))],
  ]);
  return known;
}

const require = createRequire(import.meta.url);

/** Between releases, where the version stands still, the record of the build tells. */
function versionOf(file: string): string {
  const found = nearestPackage(dirname(file));
  if (found === undefined) return 'unknown';
  const build = join(found.folder, 'dist', '.tsbuildinfo');
  const digest = existsSync(build) ? createHash('sha256').update(readFileSync(build)).digest('hex') : '';
  return `${found.manifest.version}+${digest}`;
}
