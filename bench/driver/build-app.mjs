import { fileURLToPath } from 'node:url';

/**
 * Builds an app of this repository, a file for each of its sources; in the driver, so that no measured process has ever
 * loaded the compiler.
 */
export async function buildForBench(app) {
  const { buildApp } = await import('@persist/compiler');
  const root = fileURLToPath(new URL(`../../${app}`, import.meta.url));
  const { contract, diagnostics, errors } = await buildApp({ root, outdir: builtFolder(app), bundle: false });
  if (contract === undefined || errors.length > 0) {
    throw new Error(`${app} does not build: ${JSON.stringify([...errors, ...diagnostics], null, 2)}`);
  }
}

export function builtFolder(app) {
  return fileURLToPath(new URL(`../../node_modules/.cache/bench/${app}`, import.meta.url));
}
