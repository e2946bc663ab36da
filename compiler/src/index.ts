export { buildApp, type BuildAppOptions, type BuildAppResult } from './bundle/build-app.js';
export { bundleApp } from './bundle/bundle-app.js';
export type { BundleOptions } from './bundle/bundle-options.js';
export type { BundleProblem, BundleResult } from './bundle/bundle-result.js';
export { createBundler, type Bundler } from './bundle/create-bundler.js';

export { ensureContract, type EnsureResult } from './cache/ensure-contract.js';
