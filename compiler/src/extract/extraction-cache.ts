import type { AppSnapshot } from '../typescript/app-program.js';
import { isAmbient, withImports } from '../typescript/imported-files.js';
import type { ts } from '../typescript/ts.js';
import type { FileExtraction } from './extract-file.js';

interface Entry {
  readonly read: ReadonlySet<ts.SourceFile>;
  readonly extraction: FileExtraction;
}

/** What was read from each file, kept until the file, one it imports, or what all files share has changed. */
export class ExtractionCache {
  #entries = new Map<ts.SourceFile, Entry>();
  #shared: readonly unknown[] = [];

  /** Extractions of `files`, in their order. */
  extractAll(
    app: AppSnapshot,
    files: readonly ts.SourceFile[],
    extract: (file: ts.SourceFile) => FileExtraction,
  ): readonly FileExtraction[] {
    const shared = sharedFacts(app);
    const isStale = !isSame(shared, this.#shared);
    const entries = files.map((file): readonly [ts.SourceFile, Entry] => {
      const read = withImports(file, app);
      const known = isStale ? undefined : this.#entries.get(file);
      const isFresh = known !== undefined && isSame([...read], [...known.read]);
      return [file, isFresh ? known : { read, extraction: extract(file) }];
    });
    this.#entries = new Map(entries);
    this.#shared = shared;
    return entries.map(([, { extraction }]) => extraction);
  }
}

/** Which files there are, and what bears on all of them: packages, ambient declarations, compiler options. */
function sharedFacts({ program, config, files }: AppSnapshot): readonly unknown[] {
  const own = new Set(files);
  const further = program.getSourceFiles().filter((file) => !own.has(file) || isAmbient(file));
  return [JSON.stringify(config.options), ...files.map((file) => file.fileName), ...further];
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
