import { resolve } from 'node:path';
import type { Contract } from '@persist/contract';
import { ContractErrors } from '../contract-error.js';
import type { ContractDiagnostic } from '../diagnostic.js';
import { currentContract, type Compile } from './current-contract.js';

/** A contract that fits the sources. */
export interface EnsureResult {
  readonly contract: Contract;
  /** Absolute path of `.persist/contract.json`. */
  readonly path: string;
  /** Whether nothing had to be compiled. */
  readonly cached: boolean;
  /** Warnings; errors are thrown. */
  readonly diagnostics: readonly ContractDiagnostic[];
}

/** How to make a contract that is not there. */
export interface EnsureOptions {
  /** Called when something has to be compiled. Default: from scratch; who watches has a compiler at hand. */
  readonly compile?: Compile;
}

/**
 * Makes sure that `.persist/contract.json` of an app fits its sources, and reads it.
 *
 * Compiles when the sources below `src/` or what they import from elsewhere in the app, `tsconfig.json` with
 * what it extends, `package.json`, the installed packages, TypeScript or this compiler have changed;
 * otherwise it costs a few milliseconds and does not load TypeScript. Processes that ask at the same time
 * share one compile.
 *
 * @param root folder with the app's `package.json`.
 * @throws {ContractErrors} where the sources have errors; the last good contract stays where it is.
 * @example
 * const { contract } = await ensureContract('test/fixtures/ledger');
 */
export async function ensureContract(root: string, { compile }: EnsureOptions = {}): Promise<EnsureResult> {
  const { record, path, cached } = await currentContract(resolve(root), compile);
  if (record.contract === undefined) {
    throw new ContractErrors(record.diagnostics.filter(({ severity }) => severity === 'error'));
  }
  return { contract: JSON.parse(record.contract) as Contract, path, cached, diagnostics: record.diagnostics };
}
