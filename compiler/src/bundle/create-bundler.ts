import { bundlePlan, esbuildOptions, type BundleOptions } from './bundle-options.js';
import type { BundleResult } from './bundle-result.js';
import { bundleInMemory, writeBundle } from './in-memory-bundle.js';

/** Bundles one app again and again; what did not change is not parsed again. */
export interface Bundler {
  /** Bundles the sources as they are when it begins, and writes; calls wait for one another. */
  rebuild(): Promise<BundleResult>;
  /** Ends esbuild's work for this app. */
  dispose(): Promise<void>;
}

/**
 * Like `bundleApp`, for many times.
 *
 * @example
 * const bundler = await createBundler({ root: '.', outdir: '.persist', mode: 'development' });
 * const { errors, files, inputs } = await bundler.rebuild();
 * await bundler.dispose();
 */
export async function createBundler(options: BundleOptions): Promise<Bundler> {
  const plan = bundlePlan(options);
  const { context } = await import('esbuild');
  const incremental = await context(esbuildOptions(plan));
  let previous: Promise<unknown> = Promise.resolve();
  const build = async () => writeBundle(await bundleInMemory(plan, () => incremental.rebuild()));
  return {
    rebuild() {
      const result = previous.then(build, build);
      previous = result;
      return result;
    },
    dispose: () => incremental.dispose(),
  };
}
