import { assertNever } from '@persist/contract';
import { join } from 'node:path';
import type { PackageManager } from './package-manager.js';

/** Where an app is to get the packages of this project from. */
export type PackageSource =
  | { readonly kind: 'registry'; readonly version: string }
  /** Links into a checkout: what is changed there is there at once. */
  | { readonly kind: 'linked'; readonly checkout: string }
  /** Archives inside the app: it runs without the checkout, in a container too. */
  | { readonly kind: 'packed'; readonly checkout: string };

/** The same when they are there to be named. */
export type Packages =
  | Exclude<PackageSource, { kind: 'packed' }>
  | { readonly kind: 'packed'; readonly archives: Archives };

/** File names in {@link archiveFolder}. */
export type Archives = Readonly<Record<OwnPackage, string>>;

/** The packages of this project that come with an app, its own dependencies and theirs. */
export const ownPackages = ['contract', 'compiler', 'runtime', 'cli', 'templates'] as const;
export type OwnPackage = (typeof ownPackages)[number];

/** Where the archives are in an app. */
export const archiveFolder = 'vendor';

/** What an app's package.json says in the place of a version. */
export function specifierOf(name: OwnPackage, packages: Packages, manager: PackageManager): string {
  switch (packages.kind) {
    case 'registry':
      return `^${packages.version}`;
    case 'linked':
      // npm links to a folder it is given as file:, pnpm copies it.
      return (manager === 'npm' ? 'file:' : 'link:') + join(packages.checkout, name).replaceAll('\\', '/');
    case 'packed':
      return `file:./${archiveFolder}/${packages.archives[name]}`;
    default:
      return assertNever(packages);
  }
}
