import type { Contract } from '@persist/contract';
import type { ContractDiagnostic } from './diagnostic.js';
import { checkConfig } from './extract/check-config.js';
import { extractContract } from './extract/extract-contract.js';
import { ExtractionCache } from './extract/extraction-cache.js';
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
  const cache = new ExtractionCache();
  return {
    compile: (changed) => compileSnapshot(program.update(changed), cache),
    close: () => program.close(),
  };
}

function compileSnapshot(app: AppSnapshot, cache: ExtractionCache): CompileResult {
  const problems = new Problems(app.root);
  const sources = app.files.map((file) => relativePath(app.root, file.fileName));
  checkConfig(app.config, problems);
  const syntactic = app.files.flatMap((file) => app.program.getSyntacticDiagnostics(file));
  for (const diagnostic of syntactic) problems.add(fromCompiler(diagnostic, app.root));
  // Of a file with a syntax error nobody knows what it declares.
  const contract = syntactic.length > 0 ? undefined : extractContract(app, cache, problems);
  const diagnostics = withoutEchoes(problems.list());
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  return { ...(!failed && contract !== undefined && { contract }), diagnostics, sources };
}

/**
 * One text for one cause. On a line that we refuse ourselves TypeScript's own text adds nothing: ours says what
 * to write. Only of a name that leads nowhere, whose type is `any` for that reason, TypeScript knows more.
 */
function withoutEchoes(diagnostics: readonly ContractDiagnostic[]): readonly ContractDiagnostic[] {
  const lineOf = ({ place }: ContractDiagnostic): string => `${place.file}:${place.line}`;
  const isOurs = ({ code }: ContractDiagnostic): boolean => code !== 'typescript';
  const lost = new Set(diagnostics.filter(isUnresolved).map(lineOf));
  const causes = diagnostics.filter((each) => each.code !== 'any_type' || !lost.has(lineOf(each)));
  const refused = causes.filter((each) => isOurs(each) && each.severity === 'error');
  const lines = new Set(refused.map(lineOf));
  return causes.filter((each) => isOurs(each) || !lines.has(lineOf(each)));
}

/** TypeScript finds no such name, export, module, property or namespace, or guesses another one. */
function isUnresolved({ code, message }: ContractDiagnostic): boolean {
  return code === 'typescript' && /^TS(2304|2305|2307|2339|2503|2551|2552):/.test(message);
}
