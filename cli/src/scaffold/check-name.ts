import { Failure } from '../failure.js';

const namePattern = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
const reserved = new Set(['node_modules', 'favicon.ico']);

/**
 * Refuses what npm would refuse as the name of a package.
 *
 * @throws {Failure} exit code 2.
 */
export function checkName(name: string): void {
  if (namePattern.test(name) && name.length <= 214 && !reserved.has(name)) return;
  throw Failure.usage({
    code: 'name_invalid',
    message: `"${name}" cannot be the name of a package.`,
    hint: 'Use at most 214 lower-case letters, digits, dots, hyphens and underscores: my-app, @me/my-app.',
  });
}

/** The folder an app of this name goes to: the name without its scope. */
export function folderOf(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
