import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.js';
import { lastLines } from './last-lines.js';
import { archiveFolder, ownPackages, type PackageSource } from './package-source.js';
import { runProgram, type RunOptions } from './run-program.js';

/**
 * Puts archives of a checkout's packages into an app.
 *
 * @throws {Failure} with what npm said: it packs, whoever installs.
 */
export async function packPackages(
  source: PackageSource & { kind: 'packed' },
  folder: string,
  options: Omit<RunOptions, 'cwd'>,
): Promise<void> {
  const archives = join(folder, archiveFolder);
  await mkdir(archives);
  const args = ['pack', '--pack-destination', archives, ...ownPackages.map((name) => `./${name}`)];
  const { code, output } = await runProgram('npm', args, { ...options, cwd: source.checkout });
  if (code === 0) return;
  throw Failure.of({
    code: 'pack_failed',
    message: `The packages of ${source.checkout} cannot be packed: npm pack failed (${code}).`,
    output: lastLines(output, 40),
    hint: 'Nothing was left behind. npm packs the packages, whichever package manager installs them.',
  });
}
