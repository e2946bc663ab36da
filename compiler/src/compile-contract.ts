import type { Contract } from '@persist/contract';
import type { ContractDiagnostic } from './diagnostic.js';
import { checkConfig } from './extract/check-config.js';
import { extractContract } from './extract/extract-contract.js';
import { Problems } from './problems/problems.js';
import { AppProgram, type AppSnapshot } from './typescript/app-program.js';
import { fromCompiler } from './typescript/compiler-diagnostics.js';
import { relativePath } from './typescript/relative-path.js';

/** Where an app is. */
export interface CompileOptions {
  /** The folder that holds `src/`. */
  readonly root: string;
  /** Default: `tsconfig.json` of the root; without one strict, ES2022, NodeNext. */
  readonly tsconfig?: string;
}

export interface CompileResult {
  /** Absent where a diagnostic is an error. */
  readonly contract?: Contract;
  /** All that was found, by place. */
  readonly diagnostics: readonly ContractDiagnostic[];
  /** The app's own files that were read, relative to the root. */
  readonly sources: readonly string[];
}

/** Compiles again and again, at the cost of what changed. */
export interface ContractCompiler {
  /** @param changed paths of files that were written, added or deleted; left out, all are looked at. */
  compile(changed?: readonly string[]): CompileResult;
  close(): void;
}

/**
 * Reads the contract of an app from the types in its `src/`.
 *
 * Nothing is thrown for what is wrong in the sources: `diagnostics` lists all of it.
 */
export function compileContract(options: CompileOptions): CompileResult {
  const compiler = createContractCompiler(options);
  try {
    return compiler.compile();
  } finally {
    compiler.close();
  }
}

/** A compiler that is kept, for watching. */
export function createContractCompiler({ root, tsconfig }: CompileOptions): ContractCompiler {
  const program = new AppProgram(root, tsconfig);
  return {
    compile: (changed) => compileSnapshot(program.update(changed)),
    close: () => program.close(),
  };
}

function compileSnapshot(app: AppSnapshot): CompileResult {
  const problems = new Problems(app.root);
  checkConfig(app.config, problems);
  const sources = app.files.map((file) => relativePath(app.root, file.fileName));
  const syntactic = app.files.flatMap((file) => app.program.getSyntacticDiagnostics(file));
  if (syntactic.length > 0) {
    for (const diagnostic of syntactic) problems.add(fromCompiler(diagnostic, app.root));
    return { diagnostics: problems.list(), sources };
  }
  const { contract, files } = extractContract(app, problems);
  addTypeErrors(
    app,
    [...files].flatMap((file) => app.program.getSemanticDiagnostics(file)),
    problems,
  );
  const diagnostics = problems.list();
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  return { ...(!failed && { contract }), diagnostics, sources };
}

/** On a line that we refuse ourselves, TypeScript's own text adds nothing: ours says what to write. */
function addTypeErrors(
  app: AppSnapshot,
  diagnostics: Parameters<typeof fromCompiler>[0][],
  problems: Problems,
): void {
  const lines = new Set(problems.list().map(({ place }) => `${place.file}:${place.line}`));
  for (const diagnostic of diagnostics) {
    const error = fromCompiler(diagnostic, app.root);
    if (!lines.has(`${error.place.file}:${error.place.line}`)) problems.add(error);
  }
}
