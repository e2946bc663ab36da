import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.js';

/**
 * The checkout an app gets its packages from: the one `--link` names, else the one this command runs from.
 *
 * @returns its folder; `undefined` where the command comes from the registry, as the packages will.
 * @throws {Failure} exit code 2 where `--link` names something else, or a checkout that is not built.
 */
export function findCheckout(link: string | undefined): string | undefined {
  if (link !== undefined) return namedCheckout(resolve(link));
  const own = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
  return isCheckout(own) ? own : undefined;
}

function namedCheckout(folder: string): string {
  if (!isCheckout(folder)) {
    throw Failure.usage({
      code: 'link_invalid',
      message: `${folder} is no checkout of persist.`,
      hint: 'Give --link the folder that holds contract/, compiler/, runtime/ and cli/.',
    });
  }
  if (!existsSync(join(folder, 'runtime/dist/index.js'))) {
    throw Failure.usage({
      code: 'link_not_built',
      message: `The checkout ${folder} is not built.`,
      hint: 'Run there: npm ci && npm run build',
    });
  }
  return folder;
}

function isCheckout(folder: string): boolean {
  return nameOf(folder) === 'persist' && nameOf(join(folder, 'runtime')) === '@persist/runtime';
}

function nameOf(folder: string): unknown {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name : undefined;
}
