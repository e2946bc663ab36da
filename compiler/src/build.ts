// What builds and runs an app without TypeScript being loaded, unless something has to be compiled.
export { ContractError, ContractErrors } from './contract-error.js';
export type { ContractDiagnostic, Place } from './diagnostic.js';

export { buildApp, type BuildAppOptions, type BuildAppResult } from './bundle/build-app.js';
export type { BundleOptions } from './bundle/bundle-options.js';
export type { BundleProblem, BundleResult } from './bundle/bundle-result.js';
export { createBundler, type Bundler } from './bundle/create-bundler.js';

export { ensureContract, type EnsureOptions, type EnsureResult } from './cache/ensure-contract.js';
