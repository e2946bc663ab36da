import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ts } from './ts.js';

/** How an app is compiled, and of which files it consists. */
export interface AppConfig {
  readonly options: ts.CompilerOptions;
  /** Absolute paths: the sources below `src/`, and whatever declarations the tsconfig adds. */
  readonly files: readonly string[];
  /** The parsed tsconfig, if there is one. */
  readonly source?: ts.TsConfigSourceFile;
  readonly errors: readonly ConfigError[];
}

/** What is wrong with a tsconfig, and where in it. */
export interface ConfigError {
  readonly text: string;
  readonly position: number;
}

/** Reads `tsconfig` (default: `tsconfig.json` of the root, where it exists). */
export function readAppConfig(root: string, tsconfig?: string): AppConfig {
  const path = resolve(root, tsconfig ?? 'tsconfig.json');
  if (tsconfig === undefined && !existsSync(path)) {
    return { options: { ...defaults, ...imposed }, files: sourcesBelow(root), errors: [] };
  }
  const text = ts.sys.readFile(path);
  const source = ts.parseJsonText(path, text ?? '{}');
  const parsed = ts.parseJsonSourceFileConfigFileContent(source, ts.sys, dirname(path), imposed, path);
  const files = parsed.fileNames.filter((file) => isAppSource(root, file) || file.endsWith('.d.ts'));
  return {
    options: parsed.options,
    files: files.some((file) => isAppSource(root, file)) ? files : [...files, ...sourcesBelow(root)],
    source,
    errors:
      text === undefined
        ? [absent(path)]
        : parsed.errors.filter(({ code }) => code !== NO_INPUTS).map(configError),
  };
}

function absent(path: string): ConfigError {
  return { text: `${path} does not exist.`, position: 0 };
}

function configError({ messageText, start = 0 }: ts.Diagnostic): ConfigError {
  return { text: ts.flattenDiagnosticMessageText(messageText, ' '), position: start };
}

const NO_INPUTS = 18003;

const defaults: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['*'],
};

/** What the app's own options may not change, because nothing is emitted here and unused names do no harm. */
const imposed: ts.CompilerOptions = {
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  skipLibCheck: true,
  noUnusedLocals: false,
  noUnusedParameters: false,
};

function isAppSource(root: string, file: string): boolean {
  return file.startsWith(`${sourceFolder(root)}/`) && !file.endsWith('.d.ts') && /\.[cm]?tsx?$/.test(file);
}

function sourcesBelow(root: string): readonly string[] {
  const folder = sourceFolder(root);
  if (!existsSync(folder)) return [];
  return ts.sys.readDirectory(folder, ['.ts', '.mts', '.cts', '.tsx'], undefined, ['**/*']);
}

/** TypeScript's own paths have forward slashes everywhere. */
function sourceFolder(root: string): string {
  return resolve(root, 'src').replaceAll('\\', '/');
}
