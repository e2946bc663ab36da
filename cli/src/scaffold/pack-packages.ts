import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.js';
import { lastLines } from './last-lines.js';
import { archiveFolder, ownPackages, type Archives, type OwnPackage } from './package-source.js';
import { runProgram, type RunOptions } from './run-program.js';

/**
 * Puts archives of a checkout's packages into an app.
 *
 * @param options.cwd the checkout.
 * @throws {Failure} with what npm said: it packs, whoever installs.
 */
export async function packPackages(folder: string, options: RunOptions): Promise<Archives> {
  const destination = join(folder, archiveFolder);
  await mkdir(destination);
  const args = ['pack', '--pack-destination', destination, ...ownPackages.map((name) => `./${name}`)];
  const { code, output } = await runProgram('npm', args, options);
  if (code !== 0) throw packFailed(options.cwd, code, output);
  const packed = await readdir(destination);
  const named = ownPackages.map(async (name) => {
    const archive = packed.find((file) => file.startsWith(`persist-${name}-`));
    if (archive === undefined) throw packFailed(options.cwd, `no ${name}`, output);
    return [name, await nameByContent(destination, archive)] as const;
  });
  return Object.fromEntries(await Promise.all(named)) as Record<OwnPackage, string>;
}

/** yarn 1 takes an archive out of its cache where it has had one of the same path, whatever was in it. */
async function nameByContent(folder: string, archive: string): Promise<string> {
  const content = await readFile(join(folder, archive));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const named = archive.replace(/\.tgz$/, `-${hash}.tgz`);
  await rename(join(folder, archive), join(folder, named));
  return named;
}

function packFailed(checkout: string, code: number | string, output: string): Failure {
  return Failure.of({
    code: 'pack_failed',
    message: `The packages of ${checkout} cannot be packed: npm pack failed (${code}).`,
    output: lastLines(output, 40),
    hint: 'Nothing was left behind. npm packs the packages, whichever package manager installs them.',
  });
}
