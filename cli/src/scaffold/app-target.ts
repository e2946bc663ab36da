import { basename, join, resolve } from 'node:path';
import { Failure } from '../failure.js';

export interface AppTarget {
  /** Name of the package. */
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
}

/**
 * Where an app goes and what it is called: `shop`, `../shop`, `.`, or `@me/shop`, which goes to `shop`.
 *
 * @throws {Failure} exit code 2 where npm would refuse the name.
 */
export function targetOf(input: string, cwd: string): AppTarget {
  const folder = resolve(cwd, isScoped(input) ? input.slice(input.indexOf('/') + 1) : input);
  const name = isScoped(input) ? input : basename(folder);
  if (input !== '') {
    if (isName(name)) return { name, folder };
    // Nobody typed the name of the current folder, so there is nothing to correct: `My App` becomes my-app.
    if (folder === resolve(cwd)) return { name: nearestName(name), folder };
  }
  throw Failure.usage({
    code: 'name_invalid',
    message: `"${input}" cannot be the name of a package. Try ${nearestName(name)}.`,
    hint: 'Use at most 214 lower-case letters, digits, dots, hyphens and underscores: my-app, @me/my-app.',
  });
}

/** How a user would write `folder` when standing in `cwd`: without it where it is below. */
export function shortPath(folder: string, cwd: string): string {
  return folder.startsWith(join(cwd, '/')) ? folder.slice(join(cwd, '/').length) : folder;
}

const namePattern = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
const reserved = new Set(['node_modules', 'favicon.ico']);

function isScoped(input: string): boolean {
  return /^@[^/\\]+\/[^/\\]+$/.test(input);
}

function isName(name: string): boolean {
  return namePattern.test(name) && name.length <= 214 && !reserved.has(name);
}

function nearestName(name: string): string {
  const bare = name
    .slice(name.indexOf('/') + 1)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._~-]+/g, '-')
    .replaceAll(/^[._-]+|-+$/g, '')
    .slice(0, 214);
  return isName(bare) ? bare : 'my-app';
}
