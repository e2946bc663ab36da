export {
  compileContract,
  createContractCompiler,
  type CompileOptions,
  type CompileResult,
  type ContractCompiler,
} from './compile-contract.js';
export { ContractError, ContractErrors, contractOf } from './contract-error.js';
export { formatDiagnostic, type ContractDiagnostic, type Place } from './diagnostic.js';

export { buildApp, type BuildAppOptions, type BuildAppResult } from './bundle/build-app.js';
export { bundleApp } from './bundle/bundle-app.js';
export type { BundleOptions } from './bundle/bundle-options.js';
export type { BundleProblem, BundleResult } from './bundle/bundle-result.js';
export { createBundler, type Bundler } from './bundle/create-bundler.js';

export { ensureContract, type EnsureOptions, type EnsureResult } from './cache/ensure-contract.js';
