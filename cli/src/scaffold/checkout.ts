import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.js';

/** A working copy of this project, built. */
export interface Checkout {
  /** Absolute. */
  readonly folder: string;
  /** Of the packages in it. */
  readonly version: string;
}

/**
 * The checkout an app gets its packages from: the one `--link` names, else the one this command runs from.
 *
 * @returns `undefined` where the command was installed from the registry: the app gets its packages there.
 * @throws {Failure} exit code 2 where `--link` names something else, or a checkout that is not built.
 */
export function findCheckout(link: string | undefined): Checkout | undefined {
  if (link !== undefined) return namedCheckout(resolve(link));
  const own = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
  return isCheckout(own) ? { folder: own, version: versionOf(own) } : undefined;
}

function namedCheckout(folder: string): Checkout {
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
      hint: `Run there: npm ci && npm run build`,
    });
  }
  return { folder, version: versionOf(folder) };
}

function isCheckout(folder: string): boolean {
  return (
    manifestOf(folder)?.name === 'persist' && manifestOf(join(folder, 'runtime'))?.name === '@persist/runtime'
  );
}

function versionOf(folder: string): string {
  return manifestOf(join(folder, 'runtime'))?.version ?? '0.0.0';
}

function manifestOf(folder: string): { readonly name?: string; readonly version?: string } | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : undefined;
}
