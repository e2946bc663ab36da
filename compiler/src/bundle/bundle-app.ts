import { bundlePlan, esbuildOptions, type BundleOptions } from './bundle-options.js';
import type { BundleResult } from './bundle-result.js';
import { bundleInMemory, writeBundle } from './in-memory-bundle.js';

/**
 * Bundles an app's own sources into one ES module with a source map beside it; packages stay imports.
 * `src/main.ts` becomes `<outdir>/main.js`.
 *
 * `import.meta.url`, `filename` and `dirname` of a bundled file are what they would be had each file been
 * compiled by itself into `outdir`. Files that are read at run time are not copied: keep them beside `src/`,
 * not in it, and in a path from the entry `outdir` has to be as deep below the root as `src/` is (`dist`,
 * `.persist`).
 *
 * @returns errors as data; with errors nothing is written.
 * @example
 * const { errors } = await bundleApp({ root: '.', outdir: 'dist', mode: 'production' });
 */
export async function bundleApp(options: BundleOptions): Promise<BundleResult> {
  const plan = bundlePlan(options);
  const { build } = await import('esbuild');
  return writeBundle(await bundleInMemory(plan, () => build(esbuildOptions(plan))));
}
