import { readFile } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import type { Loader, OnLoadResult, Plugin, PluginBuild, TransformFailure } from 'esbuild';
import { findTsConfig } from '../tsconfig/read-tsconfig.js';
import { semanticOptions } from '../tsconfig/semantic-options.js';
import { relativePath } from '../typescript/relative-path.js';

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
        if (!/\bimport\s*\.\s*meta\b/.test(source)) return undefined;
        return withOwnPlace(build.esbuild, { path, source, place: relativePath(dirname(entry), path) });
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
const binding = '__importMeta';

interface ReplacedFile {
  readonly path: string;
  readonly source: string;
  /** Relative to the entry, with forward slashes. */
  readonly place: string;
}

async function withOwnPlace(
  esbuild: PluginBuild['esbuild'],
  file: ReplacedFile,
): Promise<OnLoadResult | undefined> {
  try {
    const { code, map } = await esbuild.transform(file.source, {
      loader: loaderOf(file.path),
      // Types go, everything else (decorators too) is left to the bundling itself.
      target: 'esnext',
      define: Object.fromEntries(members.map((name) => [`import.meta.${name}`, `${binding}.${name}`])),
      tsconfigRaw: { compilerOptions: semanticOptions(findTsConfig(dirname(file.path))) },
      sourcemap: 'external',
      sourcefile: encodeURIComponent(basename(file.path)),
      logLevel: 'silent',
    });
    // An import counts wherever it stands; at the end it moves no line.
    const place = `import * as ${binding} from ${JSON.stringify(`${namespace}:${file.place}`)};`;
    const mapUrl = `data:application/json;base64,${Buffer.from(map).toString('base64')}`;
    return { contents: `${code}\n${place}\n//# sourceMappingURL=${mapUrl}\n`, loader: 'js' };
  } catch (error) {
    if ((error as Partial<TransformFailure>).errors === undefined) throw error;
    // A syntax error: esbuild meets it again when it loads the file itself, and tells its place.
    return undefined;
  }
}

function loaderOf(path: string): Loader {
  return extname(path).replace(/^\.[cm]?/, '') as Loader;
}

const members = ['url', 'filename', 'dirname', 'main'];

function placeModule(place: string): string {
  const url = place.split('/').map(encodeURIComponent).join('/');
  return `
    import { dirname as folderOf } from 'node:path';
    import { fileURLToPath } from 'node:url';
    export const url = new URL(${JSON.stringify(url)}, import.meta.url).href;
    export const filename = fileURLToPath(url);
    export const dirname = folderOf(filename);
    export const main = false;
  `;
}
