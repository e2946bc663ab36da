import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../failure.js';

export interface App {
  readonly root: string;
  readonly name: string;
  readonly version: string;
}

/**
 * The app that `folder` belongs to, ready to be built and run.
 *
 * @throws {Failure} exit code 2 where there is none, 1 where its dependencies are not installed.
 */
export function findApp(folder: string): App {
  const app = locateApp(folder);
  checkInstalled(app.root);
  return app;
}

/**
 * The app that `folder` belongs to, in whatever condition: the nearest folder at or above it with a package.json,
 * which must have an entry: `src/main.ts`, or a built one where the sources are not.
 *
 * @throws {Failure} exit code 2 where there is none.
 */
export function locateApp(folder: string): App {
  const root = nearestPackage(resolve(folder));
  if (root !== undefined && entries.some((entry) => existsSync(join(root, entry)))) {
    return { root, ...nameAndVersion(root) };
  }
  const reason = root === undefined ? 'there is no package.json' : `${root} has no src/main.ts`;
  throw Failure.usage({
    code: 'no_app',
    message: `${resolve(folder)} is not inside an app: ${reason}.`,
    hint: 'Change to the folder of an app, or create one with: persist new my-app',
  });
}

const entries = ['src/main.ts', 'dist/main.js'];

function nearestPackage(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestPackage(parent);
}

function checkInstalled(root: string): void {
  const folders = createRequire(join(root, 'package.json')).resolve.paths('@persist/runtime') ?? [];
  if (folders.some((folder) => existsSync(join(folder, '@persist', 'runtime', 'package.json')))) return;
  throw Failure.of({
    code: 'not_installed',
    message: `The dependencies of ${root} are not installed: there is no @persist/runtime.`,
    hint: 'Install them first: npm install',
  });
}

function nameAndVersion(root: string): Omit<App, 'root'> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Partial<Omit<App, 'root'>>;
  return { name: manifest.name ?? 'app', version: manifest.version ?? '0.0.0' };
}
