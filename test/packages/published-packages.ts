import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../cli/scratch-app.js';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly type?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export interface PublishedPackage {
  /** Below the root of the checkout. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The workspaces that go to the registry: all but the private ones. */
export function publishedPackages(): readonly PublishedPackage[] {
  const { workspaces } = readManifest('.') as Manifest & { readonly workspaces: readonly string[] };
  return workspaces
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
    .filter(({ manifest }) => manifest.private !== true);
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(checkout, folder, 'package.json'), 'utf8')) as Manifest;
}
