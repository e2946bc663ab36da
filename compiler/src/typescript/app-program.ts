import { resolve } from 'node:path';
import { readAppConfig, type AppConfig } from './app-config.js';
import { AppFiles } from './app-files.js';
import { ts } from './ts.js';

/** The sources of an app as they are now, parsed and bound. */
export interface AppSnapshot {
  readonly root: string;
  readonly config: AppConfig;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** The app's own files: no declarations, nothing from `node_modules`. Sorted by path. */
  readonly files: readonly ts.SourceFile[];
}

/** An app's program, kept between compiles so that one changed file costs one file. */
export class AppProgram {
  readonly #root: string;
  readonly #tsconfig: string | undefined;
  readonly #files: AppFiles;
  readonly #service: ts.LanguageService;

  constructor(root: string, tsconfig?: string) {
    this.#root = resolve(root);
    this.#tsconfig = tsconfig;
    this.#files = new AppFiles(this.#root);
    this.#service = ts.createLanguageService(this.#files, sharedDocuments);
  }

  /** @param changed paths of files that were written, added or deleted; left out, all are looked at. */
  update(changed?: readonly string[]): AppSnapshot {
    const config = readAppConfig(this.#root, this.#tsconfig);
    this.#files.use(config);
    this.#files.refresh(changed);
    const program = this.#service.getProgram();
    if (program === undefined) throw new TypeError('the app program was used after close().');
    return {
      root: this.#root,
      config,
      program,
      checker: program.getTypeChecker(),
      files: program
        .getSourceFiles()
        .filter((file) => isOwnFile(program, file))
        .toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1)),
    };
  }

  close(): void {
    this.#service.dispose();
  }
}

/** Compilers in one process share what never changes: the parsed declarations of packages. */
const sharedDocuments = ts.createDocumentRegistry(ts.sys.useCaseSensitiveFileNames);

function isOwnFile(program: ts.Program, file: ts.SourceFile): boolean {
  return !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file);
}
