import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The environment in which an installation of better-sqlite3 12 takes the binary that this checkout compiled, the way
 * it takes a published one: a tarball named after version, ABI and platform. Saves a minute each time. Version 13, for
 * Node 22 and later, brings its binaries along.
 *
 * @param folder where the tarball goes.
 */
export async function prebuiltSqlite(folder: string): Promise<NodeJS.ProcessEnv> {
  const manifest = createRequire(import.meta.url).resolve('better-sqlite3/package.json');
  const { version } = createRequire(import.meta.url)(manifest) as { readonly version: string };
  const binary = 'build/Release/better_sqlite3.node';
  if (!existsSync(join(dirname(manifest), binary))) return {};
  const { modules } = process.versions;
  await mkdir(folder, { recursive: true });
  const file = join(folder, `better-sqlite3-v${version}-node-v${modules}-${process.platform}-${process.arch}.tar.gz`);
  await promisify(execFile)('tar', ['-czf', file, '-C', dirname(manifest), binary]);
  return { npm_config_better_sqlite3_local_prebuilds: folder };
}
