import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package.json and the folder it stands in. */
export interface NearestPackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
}

/** What is read of a package.json. */
export interface PackageManifest {
  readonly version?: string;
  readonly type?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * The package a folder belongs to.
 *
 * @throws {Error} naming the package.json that is not JSON.
 */
export function nearestPackage(folder: string): NearestPackage | undefined {
  const manifest = readManifest(join(folder, 'package.json'));
  if (manifest !== undefined) return { folder, manifest };
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestPackage(parent);
}

/** The package.json at `path`, or `undefined` where there is none. */
export function readManifest(path: string): PackageManifest | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as PackageManifest;
  } catch (cause) {
    throw new Error(`${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}
