import { dirname, resolve } from 'node:path';
import { appSources, type AppSource } from './app-sources.js';
import { nearestPackage, type PackageManifest } from './nearest-package.js';

/**
 * The persist app that this process runs: the package of the entry file, else of the working folder, if it
 * depends on `@persist/runtime` and imports `model` from it somewhere below `src/`.
 */
export function appRoot(): string | undefined {
  const entry = process.argv[1];
  return (entry === undefined ? undefined : appAround(dirname(resolve(entry)))) ?? appAround(process.cwd());
}

function appAround(folder: string): string | undefined {
  const found = nearestPackage(folder);
  if (found === undefined || !dependsOnRuntime(found.manifest)) return undefined;
  return appSources(found.folder).some(importsModel) ? found.folder : undefined;
}

function dependsOnRuntime({ dependencies, devDependencies }: PackageManifest): boolean {
  return '@persist/runtime' in { ...dependencies, ...devDependencies };
}

// Without models there is nothing to compile: tools on top of the runtime and schema-first apps have none.
const modelImport = /import\s+(?:\{[^}]*\bmodel\b[^}]*\}|\*\s+as\s+\w+)\s+from\s+['"]@persist\/runtime['"]/;

function importsModel({ text }: AppSource): boolean {
  return modelImport.test(text);
}
