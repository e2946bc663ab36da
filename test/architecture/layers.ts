/**
 * Who may import whom: folders on the left, what they may use on the right. Data flows contract → runtime →
 * adapters → command line; imports point the other way. A folder may always import itself.
 * The first row that matches a file is its layer.
 */
export const layers: readonly Layer[] = [
  { path: 'contract/src', may: [] },
  { path: 'compiler/src', may: ['contract/src'] },
  { path: 'runtime/src/log', may: [] },
  { path: 'runtime/src/model', may: ['contract/src'] },
  { path: 'runtime/src/store/sqlite', may: ['contract/src', 'runtime/src/store'] },
  { path: 'runtime/src/store', may: ['contract/src'] },
  { path: 'runtime/src/query', may: ['contract/src', 'runtime/src/store'] },
  { path: 'runtime/src/engine', may: ['contract/src', 'runtime/src/model', 'runtime/src/query', 'runtime/src/store'] },
  {
    path: 'runtime/src/domain',
    may: ['contract/src', 'runtime/src/engine', 'runtime/src/model', 'runtime/src/query', 'runtime/src/store'],
  },
  {
    path: 'runtime/src/http',
    may: ['contract/src', 'runtime/src/engine', 'runtime/src/log', 'runtime/src/model', 'runtime/src/query', 'runtime/src/store'],
  },
  { path: 'runtime/src/testing', may: ['contract/src', 'runtime/src/**'] },
  { path: 'runtime/src', may: ['contract/src', 'runtime/src/**'] },
  { path: 'cli/src', may: ['compiler/src', 'contract/src', 'runtime/src'] },
];

/** Packages that only one layer may touch, and whoever else must not know of. */
export const guardedPackages: readonly GuardedPackage[] = [
  { package: 'better-sqlite3', only: 'runtime/src/store/sqlite' },
  { package: 'fastify', only: 'runtime/src/http', types: ['runtime/src'] },
  // Takes long to load: only where lines are written, and not before.
  { package: 'pino', only: 'runtime/src/log' },
  { package: 'typescript', only: 'compiler/src' },
  { package: 'esbuild', only: 'compiler/src' },
  { package: '@oclif/core', only: 'cli/src' },
];

export interface Layer {
  /** From the root of the repository. */
  readonly path: string;
  /** Other layers; `x/**` is x and every layer below it. */
  readonly may: readonly string[];
}

export interface GuardedPackage {
  readonly package: string;
  readonly only: string;
  /** Layers that may import its types. */
  readonly types?: readonly string[];
}
