import { Failure } from '../failure.js';
import type { PackageManager } from './package-manager.js';
import { runProgram, type RunOptions } from './run-program.js';
import { lastLines } from './last-lines.js';

const commands: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ['install', '--no-audit', '--no-fund', '--prefer-offline'],
  // On a build server pnpm and yarn refuse to write a lock file; this one has to be written.
  pnpm: ['install', '--prefer-offline', '--no-frozen-lockfile'],
  yarn: ['install'],
};

/**
 * Installs the dependencies of the app in a folder.
 *
 * @throws {Failure} with what the package manager said.
 */
export async function installDependencies(manager: PackageManager, options: RunOptions): Promise<void> {
  const env = {
    ...process.env,
    // With `production` the tools that an app is developed with would be left out.
    NODE_ENV: 'development',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
  };
  const { code, output } = await runProgram(manager, commands[manager], { ...options, env });
  if (code === 0) return;
  throw Failure.of({
    code: 'install_failed',
    message: `${manager} ${commands[manager].join(' ')} failed (${code}).`,
    output: lastLines(output, 40),
    hint: 'Nothing was left behind. --no-install leaves this step to you.',
  });
}
