import type { BuildFailure, BuildResult } from 'esbuild';
import type { BundlePlan, InMemoryOptions } from './bundle-options.js';
import { bundleInputs, bundleProblem, type BundleResult } from './bundle-result.js';
import { checkBundlePlan } from './check-bundle-plan.js';
import { writeOutputs, type Output } from './write-outputs.js';

/** A bundle that is not written yet. */
export interface InMemoryBundle extends Omit<BundleResult, 'files'> {
  /** The bundle itself first. */
  readonly outputs: readonly Output[];
}

/** Bundles with errors as data, whether esbuild or the app's own files are their reason. */
export async function bundleInMemory(
  plan: BundlePlan,
  build: () => Promise<BuildResult<InMemoryOptions>>,
): Promise<InMemoryBundle> {
  const problems = checkBundlePlan(plan);
  if (problems.length > 0) return { ...nothing, errors: problems };
  try {
    const { outputFiles, metafile, warnings } = await build();
    return {
      errors: [],
      warnings: warnings.map(bundleProblem),
      outputs: outputFiles.toSorted((a, b) => Number(isMap(a)) - Number(isMap(b))),
      inputs: bundleInputs(plan.root, metafile),
    };
  } catch (error) {
    const { errors, warnings = [] } = error as Partial<BuildFailure>;
    if (errors === undefined) throw error;
    return { ...nothing, errors: errors.map(bundleProblem), warnings: warnings.map(bundleProblem) };
  }
}

function isMap({ path }: Output): boolean {
  return path.endsWith('.map');
}

const nothing: InMemoryBundle = { errors: [], warnings: [], outputs: [], inputs: [] };

/** Writes a bundle that has no errors. */
export function writeBundle({ outputs, ...result }: InMemoryBundle): BundleResult {
  writeOutputs(outputs);
  return { ...result, files: outputs.map(({ path }) => path) };
}
