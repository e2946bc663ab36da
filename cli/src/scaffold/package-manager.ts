import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Failure } from '../failure.js';

export const packageManagers = ['npm', 'pnpm', 'yarn'] as const;
export type PackageManager = (typeof packageManagers)[number];

const quiet: Record<PackageManager, readonly string[]> = {
  npm: ['install', '--no-audit', '--no-fund', '--prefer-offline'],
  pnpm: ['install', '--prefer-offline'],
  yarn: ['install'],
};

/**
 * How a package manager points at a folder instead of copying it.
 *
 * @throws {Failure} exit code 2 for yarn: it installs what linked packages need a second time (1.x), or
 * leaves out the programs they bring (2 and later).
 */
export function linkProtocol(manager: PackageManager): string {
  if (manager !== 'yarn') return manager === 'npm' ? 'file:' : 'link:';
  throw Failure.usage({
    code: 'yarn_cannot_link',
    message: 'yarn cannot run an app that is linked to a checkout.',
    hint: 'Choose another: --package-manager npm, or pnpm.',
  });
}

/**
 * Installs the dependencies of the app in `folder`; what the package manager says goes to stderr.
 *
 * @throws {Failure} where it cannot be started or fails.
 */
export async function installWith(manager: PackageManager, folder: string): Promise<void> {
  // Windows has no executable of that name, only a script for its shell.
  const child = spawn(manager, quiet[manager], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  const [code] = await once(child, 'close').catch((error: NodeJS.ErrnoException) => [error.code]);
  if (code === 0) return;
  throw Failure.of({
    code: 'install_failed',
    message: code === 'ENOENT' ? `${manager} is not installed.` : `${manager} install failed (see above).`,
    hint: 'Nothing was left behind. Add --no-install to create the app without installing.',
  });
}
