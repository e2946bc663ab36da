import { resolve } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { importMetaPlugin } from './import-meta-plugin.js';

/** What to bundle, and where to. */
export interface BundleOptions {
  /** Folder with the app's `package.json`. */
  readonly root: string;
  /** Relative to the root. Default `src/main.ts`. */
  readonly entry?: string;
  /** Relative to the root; `main.ts` becomes `<outdir>/main.js`. */
  readonly outdir: string;
  /** `production` fixes `process.env.NODE_ENV` and drops what can then never run. */
  readonly mode: 'development' | 'production';
}

/** Bundle options with nothing left open; all paths absolute. */
export type BundlePlan = Required<BundleOptions>;

export function bundlePlan({ root, entry = 'src/main.ts', outdir, mode }: BundleOptions): BundlePlan {
  return { root: resolve(root), entry: resolve(root, entry), outdir: resolve(root, outdir), mode };
}

export type InMemoryOptions = BuildOptions & { write: false; metafile: true };

/** How esbuild is called. Nothing is written: that waits until everything else has gone well. */
export function esbuildOptions(plan: BundlePlan): InMemoryOptions {
  const { root, entry, outdir, mode } = plan;
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outdir,
    entryNames: '[name]',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    // With the minor version: JSON from packages needs import attributes, which early ones did not have.
    target: 'node20.19',
    charset: 'utf8',
    // The contract knows classes and errors by their names.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: true,
    define: mode === 'production' ? { 'process.env.NODE_ENV': '"production"' } : {},
    plugins: [importMetaPlugin(entry)],
    metafile: true,
    write: false,
    logLevel: 'silent',
  };
}
