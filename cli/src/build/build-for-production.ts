import { statSync } from 'node:fs';
import { buildApp } from '@persist/compiler/build';
import { contractHash } from '@persist/contract';
import type { App } from '../app/find-app.js';
import { Failure } from '../failure.js';
import { withFrame } from '../report/code-frame.js';
import { showsColours } from '../report/paint.js';
import type { Problem } from '../report/problem.js';
import { pathIn, readBuildStamp, writeBuildStamp } from './build-stamp.js';
import { removeFormerFiles } from './remove-former-files.js';
import { bundleProblems, contractProblems, contractWarnings } from './source-problems.js';

export interface Built {
  readonly files: readonly BuiltFile[];
  /** Names of the models. */
  readonly models: readonly string[];
  readonly contractHash: string;
  readonly warnings: readonly Problem[];
  /** How long it took. */
  readonly ms: number;
}

export interface BuiltFile {
  /** Relative to the app's root, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
}

export interface ProductionOptions {
  /** Whether the sources become one file, or each its own. */
  readonly bundle: boolean;
}

/**
 * Writes `dist/`: the code, its source maps, contract.json, and a note of the sources. What the last build wrote and
 * this one did not is removed.
 *
 * @throws {Failure} with every problem of the sources; the last build stays as it was.
 */
export async function buildForProduction({ root }: App, { bundle }: ProductionOptions): Promise<Built> {
  const begun = performance.now();
  const { contract, diagnostics, errors, files, inputs, warnings } = await buildApp({ root, bundle });
  const framed = (problem: Problem) => withFrame(problem, { root, colours: showsColours(process.stderr) });
  // Of a file that does not parse the types have nothing to say.
  const problems = errors.length > 0 ? bundleProblems(errors) : contractProblems(diagnostics);
  if (contract === undefined || problems.length > 0) throw Failure.of(...problems.map(framed));

  const former = readBuildStamp(root)?.files ?? [];
  const written = [...files, await writeBuildStamp(root, { inputs, files })];
  const built = written.map((file) => ({ path: pathIn(root, file), bytes: statSync(file).size }));
  await removeFormerFiles(
    root,
    former,
    built.map(({ path }) => path),
  );
  return {
    files: built,
    models: contract.models.map((model) => model.name),
    contractHash: contractHash(contract),
    warnings: [...bundleProblems(warnings), ...contractWarnings(diagnostics)].map(framed),
    ms: Math.round(performance.now() - begun),
  };
}
