import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AppConfig } from './app-config.js';
import { ts } from './ts.js';

/** The files of an app as TypeScript's language service asks for them; versions tell what changed. */
export class AppFiles implements ts.LanguageServiceHost {
  readonly #root: string;
  readonly #versions = new Map<string, string>();
  #config: AppConfig = { options: {}, files: [], errors: [] };

  constructor(root: string) {
    this.#root = root;
  }

  use(config: AppConfig): void {
    this.#config = config;
  }

  /** Forgets what it knows of the changed files, or of all that can change. */
  refresh(changed: readonly string[] | undefined): void {
    const stale = changed?.map((file) => this.#key(resolve(this.#root, file))) ?? [...this.#versions.keys()];
    for (const file of stale) this.#versions.delete(file);
  }

  getCompilationSettings(): ts.CompilerOptions {
    return this.#config.options;
  }

  getScriptFileNames(): string[] {
    return [...this.#config.files];
  }

  getScriptVersion(file: string): string {
    const key = this.#key(file);
    const version = this.#versions.get(key) ?? versionOnDisk(file);
    this.#versions.set(key, version);
    return version;
  }

  getScriptSnapshot(file: string): ts.IScriptSnapshot | undefined {
    const text = ts.sys.readFile(file);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  }

  getCurrentDirectory(): string {
    return this.#root;
  }

  getDefaultLibFileName(options: ts.CompilerOptions): string {
    return ts.getDefaultLibFilePath(options);
  }

  useCaseSensitiveFileNames(): boolean {
    return ts.sys.useCaseSensitiveFileNames;
  }

  fileExists(path: string): boolean {
    return ts.sys.fileExists(path);
  }

  readFile(path: string, encoding?: string): string | undefined {
    return ts.sys.readFile(path, encoding);
  }

  directoryExists(path: string): boolean {
    return ts.sys.directoryExists(path);
  }

  getDirectories(path: string): string[] {
    return ts.sys.getDirectories(path);
  }

  realpath(path: string): string {
    return ts.sys.realpath?.(path) ?? path;
  }

  #key(file: string): string {
    const path = file.replaceAll('\\', '/');
    return ts.sys.useCaseSensitiveFileNames ? path : path.toLowerCase();
  }
}

function versionOnDisk(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? 'absent' : `${stat.mtimeNs}-${stat.size}`;
}
