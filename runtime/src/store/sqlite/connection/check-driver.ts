import { createRequire } from 'node:module';
import { StoreError } from '../../store-error.js';

/** Versions of what an app runs on. */
export interface Platform {
  readonly node: string;
  /** Of better-sqlite3. */
  readonly driver: string;
}

/**
 * Refuses a driver that would end this Node without a word. Both are allowed by package.json, and npm chooses the one
 * for the Node it runs under; a lock file, or another package manager, may bring the other.
 *
 * @throws {StoreError} `driver_unfit`.
 */
export function checkDriver({ node, driver }: Platform = installed()): void {
  const [nodeMajor, driverMajor] = [major(node), major(driver)];
  if (driverMajor >= 13 && nodeMajor < 22) {
    // Its binary uses functions of Node-API that Node 20 does not have.
    throw unfit({ node, driver }, 'a segmentation fault', 'Use Node 22 or later, or: npm install better-sqlite3@12');
  }
  if (driverMajor <= 12 && nodeMajor >= 24) {
    // Node 24.19 made its objects unregister from an environment that is not there when garbage is collected.
    throw unfit({ node, driver }, 'an abort', 'Run under this Node: npm update better-sqlite3');
  }
}

/** @throws {Error} where there is no driver. */
export function installed(): Platform {
  const manifest = createRequire(import.meta.url)('better-sqlite3/package.json') as { readonly version: string };
  return { node: process.versions.node, driver: manifest.version };
}

function unfit({ node, driver }: Platform, end: string, hint: string): StoreError {
  return new StoreError('driver_unfit', `better-sqlite3 ${driver} ends Node ${node} with ${end}.`, { hint });
}

function major(version: string): number {
  return Number.parseInt(version, 10);
}
