import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import type * as Esbuild from 'esbuild';
import { findTsConfig } from '../tsconfig/read-tsconfig.js';
import { semanticOptions } from '../tsconfig/semantic-options.js';
import { cacheFolder } from './cache-folder.js';
import { keepTranspiled, readTranspiled } from './transpile-cache.js';
import { transpileError } from './transpile-error.js';

/** How Node is to run a file. */
export type ModuleFormat = 'module' | 'commonjs';

// Loaded on the first miss only: with a warm cache a start does without esbuild.
const require = createRequire(import.meta.url);
const esbuild = () => require('esbuild') as typeof Esbuild;

/** TypeScript to JavaScript of the running Node, from the cache where nothing changed. */
export function transpileSync(file: string, format: ModuleFormat): string {
  const task = prepare(file, format);
  if (task.kept !== undefined) return task.kept;
  try {
    return finish(task, esbuild().transformSync(task.source, task.options).code);
  } catch (error) {
    throw transpileError(file, error);
  }
}

/** As `transpileSync`; files of one program are transformed side by side. */
export async function transpile(file: string, format: ModuleFormat): Promise<string> {
  const task = prepare(file, format);
  if (task.kept !== undefined) return task.kept;
  try {
    return finish(task, (await esbuild().transform(task.source, task.options)).code);
  } catch (error) {
    throw transpileError(file, error);
  }
}

interface TranspileTask {
  readonly source: string;
  readonly options: Esbuild.TransformOptions;
  readonly folder: string | undefined;
  readonly key: string;
  /** The result of an earlier run. */
  readonly kept: string | undefined;
}

function prepare(file: string, format: ModuleFormat): TranspileTask {
  const source = readFileSync(file, 'utf8');
  const options = transformOptions(file, format);
  const key = createHash('sha256')
    .update(JSON.stringify([esbuildVersion(), options, source]))
    .digest('hex');
  const folder = cacheFolderOf(dirname(file));
  return { source, options, folder, key, kept: folder && readTranspiled(folder, key) };
}

function finish(task: TranspileTask, code: string): string {
  if (task.folder !== undefined) keepTranspiled(task.folder, task.key, code);
  return code;
}

function transformOptions(file: string, format: ModuleFormat): Esbuild.TransformOptions {
  return {
    loader: file.endsWith('.tsx') ? 'tsx' : 'ts',
    format: format === 'module' ? 'esm' : 'cjs',
    target: `node${process.versions.node.split('.').slice(0, 2).join('.')}`,
    keepNames: true,
    sourcemap: 'inline',
    // Relative to the file itself and without its text: the code stays right when the folder moves.
    sourcefile: encodeURIComponent(basename(file)),
    sourcesContent: false,
    tsconfigRaw: { compilerOptions: semanticOptionsOf(dirname(file)) },
    logLevel: 'silent',
  };
}

const semanticOptionsOf = perFolder((folder) => semanticOptions(findTsConfig(folder)));
const cacheFolderOf = perFolder(cacheFolder);

let version: string | undefined;

function esbuildVersion(): string {
  version ??= (require('esbuild/package.json') as { readonly version: string }).version;
  return version;
}

/** Neither changes while a program runs. */
function perFolder<T>(find: (folder: string) => T): (folder: string) => T {
  const known = new Map<string, T>();
  return (folder) => {
    if (!known.has(folder)) known.set(folder, find(folder));
    return known.get(folder) as T;
  };
}
