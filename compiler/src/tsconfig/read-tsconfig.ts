import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parseJsonc } from './parse-jsonc.js';

/** A tsconfig file with everything it extends. */
export interface TsConfig {
  readonly file: string;
  /** `file` and all it extends, the one that wins first; a change of any of them changes the result. */
  readonly files: readonly string[];
  /** The merged `compilerOptions`, as written: names and values are not checked. */
  readonly compilerOptions: Readonly<Record<string, unknown>>;
}

/**
 * The `tsconfig.json` of a folder or of the nearest one above it.
 *
 * @throws {Error} as `readTsConfig`.
 */
export function findTsConfig(folder: string): TsConfig | undefined {
  const file = join(folder, 'tsconfig.json');
  if (isFile(file)) return readTsConfig(file);
  const parent = dirname(folder);
  return parent === folder ? undefined : findTsConfig(parent);
}

/**
 * Reads one tsconfig file and what it extends, without loading TypeScript.
 *
 * @throws {Error} naming the file that is not JSON, or the `extends` that leads nowhere or in a circle.
 */
export function readTsConfig(file: string): TsConfig {
  return readChain(file, []);
}

/** Which file of a tsconfig's chain decides an option. */
export function decidingFile(config: TsConfig, option: string): string | undefined {
  return config.files.find((file) => parseConfig(file).compilerOptions?.[option] !== undefined);
}

function readChain(file: string, extendedBy: readonly string[]): TsConfig {
  const path = [...extendedBy, file];
  if (extendedBy.includes(file)) {
    throw new Error(`${file}: "extends" leads back to where it began: ${path.join(' → ')}.`);
  }
  const content = parseConfig(file);
  const bases = [content.extends ?? []]
    .flat()
    .map((specifier) => readChain(resolveExtends(specifier, file), path));
  return {
    file,
    files: [file, ...bases.toReversed().flatMap((base) => base.files)],
    compilerOptions: merge([...bases.map((base) => base.compilerOptions), content.compilerOptions ?? {}]),
  };
}

type CompilerOptions = TsConfig['compilerOptions'];

function merge(options: readonly CompilerOptions[]): CompilerOptions {
  return options.reduce((merged, further) => ({ ...merged, ...further }), {});
}

interface ConfigFile {
  readonly extends?: string | readonly string[];
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

function parseConfig(file: string): ConfigFile {
  try {
    return parseJsonc(readFileSync(file, 'utf8')) as ConfigFile;
  } catch (cause) {
    throw new Error(`${file} cannot be read as JSON with comments: ${(cause as Error).message}`, { cause });
  }
}

function resolveExtends(specifier: string, from: string): string {
  const isPath = isAbsolute(specifier) || /^\.\.?([/\\]|$)/.test(specifier);
  const found = isPath ? resolvePath(resolve(dirname(from), specifier)) : resolvePackage(specifier, from);
  if (found === undefined) {
    throw new Error(
      `${from}: "extends": "${specifier}" leads to no file. Install the package or correct the path.`,
    );
  }
  return found;
}

function resolvePath(path: string): string | undefined {
  return [path, `${path}.json`].find(isFile);
}

/** `@tsconfig/node20`, `@tsconfig/node20/tsconfig.json` and `company-config/base` are all in use. */
function resolvePackage(specifier: string, from: string): string | undefined {
  const require = createRequire(from);
  for (const candidate of [specifier, `${specifier}.json`, `${specifier}/tsconfig.json`]) {
    try {
      const path = require.resolve(candidate);
      if (path.endsWith('.json')) return path;
    } catch {
      // Not under this name; the caller reports when it is under none.
    }
  }
  return undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
