import type { CompileResult } from '@persist/compiler';
import {
  ContractErrors,
  createBundler,
  ensureContract,
  type Bundler,
  type EnsureResult,
} from '@persist/compiler/build';
import type { Contract } from '@persist/contract';
import { bundleProblems, contractProblems, contractWarnings } from '../build/source-problems.js';
import type { Problem } from '../report/problem.js';
import { ContractThread } from './contract-thread.js';

/** A version of the app that can be booted. */
export interface BuiltVersion {
  readonly kind: 'built';
  /** The bundle; its contract lies beside it. */
  readonly entry: string;
  readonly contract: Contract;
  readonly warnings: readonly Problem[];
}

/** Sources that cannot be booted. */
export interface RefusedVersion {
  readonly kind: 'refused';
  readonly phase: 'contract' | 'build';
  readonly problems: readonly Problem[];
}

/** Builds an app again and again into `.persist/`. */
export class AppBuilder {
  readonly #root: string;
  readonly #bundler: Promise<Bundler>;
  #thread: ContractThread | undefined;

  constructor(root: string) {
    this.#root = root;
    this.#bundler = createBundler({ root, outdir: '.persist', mode: 'development' });
  }

  /** Bundles and reads the types side by side. */
  async build(): Promise<BuiltVersion | RefusedVersion> {
    const bundling = this.#bundler.then((bundler) => bundler.rebuild());
    const [types, { errors, files }] = await Promise.all([this.#readTypes(), bundling]);

    // Of a file that does not parse the types have nothing to say.
    if (errors.length > 0) return { kind: 'refused', phase: 'build', problems: bundleProblems(errors) };
    if (types instanceof ContractErrors) {
      const problems = contractProblems(types.errors.map(({ diagnostic }) => diagnostic));
      return { kind: 'refused', phase: 'contract', problems };
    }
    return {
      kind: 'built',
      entry: files[0]!,
      contract: types.contract,
      warnings: contractWarnings(types.diagnostics),
    };
  }

  /** Reads all types once, so that after an edit only what it touches is. */
  async warmUp(): Promise<void> {
    if (this.#thread === undefined) await this.#compile();
  }

  async dispose(): Promise<void> {
    await Promise.all([this.#thread?.close(), this.#bundler.then((bundler) => bundler.dispose())]);
  }

  async #readTypes(): Promise<EnsureResult | ContractErrors> {
    try {
      return await ensureContract(this.#root, { compile: () => this.#compile() });
    } catch (error) {
      if (error instanceof ContractErrors) return error;
      throw error;
    }
  }

  /** TypeScript is loaded when it is needed: where nothing has changed since the last run, it is not. */
  #compile(): Promise<CompileResult> {
    this.#thread ??= new ContractThread(this.#root);
    return this.#thread.compile();
  }
}
