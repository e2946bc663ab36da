import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isStale } from '../build/build-stamp.js';
import { Failure } from '../failure.js';

/**
 * The entry of a built app.
 *
 * @throws {Failure} where there is none, or it was built from other sources than those that lie beside it.
 */
export function builtEntry(root: string): string {
  const entry = join(root, 'dist', 'main.js');
  if (!existsSync(entry) || !existsSync(join(root, 'dist', 'contract.json'))) {
    throw Failure.of({
      code: 'not_built',
      message: `${join(root, 'dist')} holds no built app.`,
      hint: 'Build it first: persist build',
    });
  }
  if (isStale(root)) {
    throw Failure.of({
      code: 'build_stale',
      message: 'src/ has changed since the app was built.',
      hint: 'Build it again: persist build. To serve every edit, use: persist dev',
    });
  }
  return entry;
}
