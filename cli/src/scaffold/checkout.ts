import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.js';

/**
 * The checkout whose packages an app links to: the one `--link` names, else the one this command runs from.
 *
 * @returns `undefined` where the command was installed from the registry: the app gets its packages there.
 * @throws {Failure} exit code 2 where `--link` names something else.
 */
export function findCheckout(link: string | undefined): string | undefined {
  if (link === undefined) {
    const own = fileURLToPath(new URL('../../..', import.meta.url));
    return isCheckout(own) ? resolve(own) : undefined;
  }
  if (isCheckout(link)) return resolve(link);
  throw Failure.usage({
    code: 'link_invalid',
    message: `${resolve(link)} is no checkout of persist.`,
    hint: 'Give --link the folder that holds contract/, compiler/, runtime/ and cli/.',
  });
}

function isCheckout(folder: string): boolean {
  return nameOf(folder) === 'persist' && nameOf(join(folder, 'runtime')) === '@persist/runtime';
}

function nameOf(folder: string): unknown {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name : undefined;
}
