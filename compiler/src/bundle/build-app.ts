import { join, resolve } from 'node:path';
import type { Contract } from '@persist/contract';
import { currentContract } from '../cache/current-contract.js';
import type { ContractDiagnostic } from '../diagnostic.js';
import { bundlePlan, esbuildOptions, type BundlePlan } from './bundle-options.js';
import type { BundleResult } from './bundle-result.js';
import { bundleInMemory, type InMemoryBundle } from './in-memory-bundle.js';
import { writeOutputs } from './write-outputs.js';

/** Which app to build, and where to. */
export interface BuildAppOptions {
  /** Folder with the app's `package.json`. */
  readonly root: string;
  /** Relative to the root. Default `dist`. */
  readonly outdir?: string;
  /** Whether the sources become one file, or each its own in a tree like theirs. Default true. */
  readonly bundle?: boolean;
}

/** How a build ended: `contract` is there and `files` were written only when nothing was wrong. */
export interface BuildAppResult extends BundleResult {
  readonly contract?: Contract;
  /** What the contract's compiler said, warnings included. */
  readonly diagnostics: readonly ContractDiagnostic[];
}

/**
 * Builds an app for production: `main.js`, source maps and `contract.json` in `outdir`. Either all of it
 * is written or, when the contract or the bundle has errors, nothing: the last build stays as it is.
 *
 * @example
 * const { contract, diagnostics, errors } = await buildApp({ root: '.' });
 */
export async function buildApp({
  root,
  outdir = 'dist',
  bundle = true,
}: BuildAppOptions): Promise<BuildAppResult> {
  const plan = bundlePlan({ root, outdir, mode: 'production' });
  // esbuild is a process of its own: it bundles while TypeScript keeps this one busy.
  const [built, { record }] = await Promise.all([
    bundle ? oneFile(plan) : manyFiles(plan),
    currentContract(resolve(root)),
  ]);
  const { outputs, ...result } = built;
  const { contract, diagnostics } = record;
  if (contract === undefined || result.errors.length > 0) return { ...result, diagnostics, files: [] };

  const all = [...outputs, { path: join(plan.outdir, 'contract.json'), contents: contract }];
  writeOutputs(all);
  return {
    ...result,
    files: all.map(({ path }) => path),
    contract: JSON.parse(contract) as Contract,
    diagnostics,
  };
}

async function manyFiles(plan: BundlePlan): Promise<InMemoryBundle> {
  // It reads sources with TypeScript, which nothing else of this entry loads.
  const { separateFiles } = await import('./separate-files.js');
  return separateFiles(plan);
}

async function oneFile(plan: BundlePlan): Promise<InMemoryBundle> {
  const { build } = await import('esbuild');
  return bundleInMemory(plan, () => build(esbuildOptions(plan)));
}
