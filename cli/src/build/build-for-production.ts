import { relative, sep } from 'node:path';
import { buildApp } from '@persist/compiler/build';
import { contractHash } from '@persist/contract';
import type { App } from '../app/find-app.js';
import { Failure } from '../failure.js';
import { showsColours } from '../report/paint.js';
import { withFrame } from '../report/code-frame.js';
import type { Problem } from '../report/problem.js';
import { writeBuildStamp } from './build-stamp.js';
import { bundleProblems, contractProblems, contractWarnings } from './source-problems.js';

export interface Built {
  /** Relative to the app's root, with forward slashes. */
  readonly files: readonly string[];
  /** Names of the models. */
  readonly models: readonly string[];
  readonly contractHash: string;
  readonly warnings: readonly Problem[];
}

/**
 * Writes `dist/`: the bundle, its source map, contract.json, and a note of the sources.
 *
 * @throws {Failure} with every problem of the sources; the last build stays as it was.
 */
export async function buildForProduction({ root }: App): Promise<Built> {
  const { contract, diagnostics, errors, files } = await buildApp({ root });
  const framed = (problem: Problem) => withFrame(problem, { root, colours: showsColours(process.stderr) });
  // Of a file that does not parse the types have nothing to say.
  const problems = errors.length > 0 ? bundleProblems(errors) : contractProblems(diagnostics);
  if (contract === undefined || problems.length > 0) throw Failure.of(...problems.map(framed));

  const stamp = await writeBuildStamp(root);
  return {
    files: [...files, stamp].map((file) => relative(root, file).replaceAll(sep, '/')),
    models: contract.models.map((model) => model.name),
    contractHash: contractHash(contract),
    warnings: contractWarnings(diagnostics).map(framed),
  };
}
