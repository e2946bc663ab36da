import { realpathSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What an import can stand for, by TypeScript's rule: it names the file as it will be once compiled. */
const sources: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** An import as Node describes it to a resolve hook. */
export interface ImportRequest {
  readonly specifier: string;
  readonly parentURL: string | undefined;
}

/**
 * The TypeScript file that an import means when the JavaScript file it names does not exist.
 *
 * @param error why Node could not resolve the import.
 * @returns its URL, or `undefined` where the error stands.
 */
export function typescriptInstead(error: unknown, request: ImportRequest): string | undefined {
  const missing = missingFile(error, request);
  if (missing === undefined || missing.pathname.includes('/node_modules/')) return undefined;
  const extension = /\.[cm]?jsx?$/.exec(missing.pathname)?.[0] ?? '';
  const base = missing.pathname.slice(0, -extension.length);
  for (const candidate of sources[extension] ?? []) {
    const path = fileURLToPath(new URL(`${base}${candidate}`, missing));
    if (isFile(path)) return pathToFileURL(realpathSync(path)).href + missing.search + missing.hash;
  }
  return undefined;
}

/** `import` tells which file is missing, whatever the specifier was; `require` does not. */
function missingFile(error: unknown, { specifier, parentURL }: ImportRequest): URL | undefined {
  const { code, url } = error as { readonly code?: unknown; readonly url?: unknown };
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return undefined;
  if (parentURL?.startsWith('file:') && /^\.\.?\//.test(specifier)) return new URL(specifier, parentURL);
  return typeof url === 'string' && url.startsWith('file:') ? new URL(url) : undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
