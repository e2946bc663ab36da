import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';
import { relativePath } from '../typescript/relative-path.js';
import { placeModule, usesImportMeta, withOwnImportMeta } from './own-import-meta.js';

/**
 * In a bundle there is one `import.meta.url`, that of the entry. This gives every other file the place it
 * would have if each were compiled by itself: that of `src/reports/pdf.ts` is in `<outdir>/reports/`. So a
 * path that leads out of the sources (`../../assets/logo.svg`) is right in tests, in development and in
 * production alike, and a file that asks whether it is the one that was started is told the truth.
 */
export function importMetaPlugin(entry: string): Plugin {
  return {
    name: namespace,
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
        if (path === entry) return undefined;
        const source = await readFile(path, 'utf8');
        if (!usesImportMeta(source)) return undefined;
        const place = `${namespace}:${relativePath(dirname(entry), path)}`;
        return withOwnImportMeta(build.esbuild, { path, source, placeModule: place });
      });
      build.onResolve({ filter: new RegExp(`^${namespace}:`) }, ({ path }) => {
        return { path: path.slice(namespace.length + 1), namespace, sideEffects: false };
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: placeModule(path),
        loader: 'js',
      }));
    },
  };
}

const namespace = 'import-meta';
