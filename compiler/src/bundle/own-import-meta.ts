import { basename, dirname, extname } from 'node:path';
import type { Loader, OnLoadResult, PluginBuild, TransformFailure } from 'esbuild';
import { findTsConfig } from '../tsconfig/read-tsconfig.js';
import { semanticOptions } from '../tsconfig/semantic-options.js';

/** A source whose `import.meta` is not that of the file it ends up in. */
export interface MovedSource {
  readonly path: string;
  readonly source: string;
  /** The module, made by {@link placeModule}, that tells its place. */
  readonly placeModule: string;
}

export function usesImportMeta(source: string): boolean {
  return /\bimport\s*\.\s*meta\b/.test(source);
}

/**
 * A source with the members of `import.meta` taken from a module of its own.
 *
 * @returns `undefined` where it does not parse: esbuild meets that again when it loads the file itself, and tells
 * the place.
 */
export async function withOwnImportMeta(
  esbuild: PluginBuild['esbuild'],
  { path, source, placeModule }: MovedSource,
): Promise<OnLoadResult | undefined> {
  try {
    const { code, map } = await esbuild.transform(source, {
      loader: loaderOf(path),
      // Types go, everything else (decorators too) is left to the bundling itself.
      target: 'esnext',
      define: Object.fromEntries(members.map((name) => [`import.meta.${name}`, `${binding}.${name}`])),
      tsconfigRaw: { compilerOptions: semanticOptions(findTsConfig(dirname(path))) },
      sourcemap: 'external',
      sourcefile: encodeURIComponent(basename(path)),
      logLevel: 'silent',
    });
    // An import counts wherever it stands; at the end it moves no line.
    const place = `import * as ${binding} from ${JSON.stringify(placeModule)};`;
    const mapUrl = `data:application/json;base64,${Buffer.from(map).toString('base64')}`;
    return { contents: `${code}\n${place}\n//# sourceMappingURL=${mapUrl}\n`, loader: 'js' };
  } catch (error) {
    if ((error as Partial<TransformFailure>).errors === undefined) throw error;
    return undefined;
  }
}

/** The text of a module that has the members `import.meta` would have at a place relative to its own. */
export function placeModule(place: string): string {
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

const binding = '__importMeta';
const members = ['url', 'filename', 'dirname', 'main'];

function loaderOf(file: string): Loader {
  return extname(file).replace(/^\.[cm]?/, '') as Loader;
}
