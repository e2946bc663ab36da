import { fileURLToPath } from 'node:url';
import type { ModuleFormat } from './transpile.js';

/** A file this loader runs. */
export interface TypeScriptSource {
  readonly file: string;
  readonly format: ModuleFormat;
}

/**
 * The TypeScript file behind a URL; `undefined` for what Node loads itself, all of `node_modules` included.
 * All but `.cts` files are modules, as in the bundle, whatever `type` the package has.
 */
export function typescriptSource(url: string): TypeScriptSource | undefined {
  if (!url.startsWith('file:')) return undefined;
  const { pathname } = new URL(url);
  if (!/\.([cm]?ts|tsx)$/.test(pathname) || pathname.includes('/node_modules/')) return undefined;
  return { file: fileURLToPath(url), format: pathname.endsWith('.cts') ? 'commonjs' : 'module' };
}
