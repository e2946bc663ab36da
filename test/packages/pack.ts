import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createPackageFromTarballData } from '@arethetypeswrong/core';
import { checkout } from '../cli/scratch-app.js';
import { publishedPackages, type Manifest } from './published-packages.js';

/** What `npm publish` would send. */
export interface Tarball {
  readonly name: string;
  /** `persist-runtime-1.2.3.tgz` */
  readonly file: string;
  readonly bytes: Buffer;
  /** As registries and lock files have it. */
  readonly integrity: string;
  /** As it is inside. */
  readonly manifest: Manifest;
  /** Path inside the package → text. */
  readonly files: ReadonlyMap<string, string>;
}

/** Packs every published package from what is built, into `folder`. */
export async function packAll(folder: string): Promise<readonly Tarball[]> {
  const packages = publishedPackages();
  const workspaces = packages.flatMap((each) => ['--workspace', each.folder]);
  await promisify(execFile)('npm', ['pack', '--pack-destination', folder, ...workspaces], { cwd: checkout });
  return Promise.all(packages.map(({ manifest }) => readTarball(folder, manifest)));
}

async function readTarball(folder: string, { name, version }: Manifest): Promise<Tarball> {
  const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  const bytes = await readFile(join(folder, file));
  const inside = createPackageFromTarballData(bytes);
  const prefix = `/node_modules/${name}/`;
  const files = new Map(
    inside.listFiles().map((path) => [path.slice(prefix.length), inside.readFile(path)] as const),
  );
  const manifest = JSON.parse(files.get('package.json')!) as Manifest;
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  return { name, file, bytes, integrity, manifest, files };
}
