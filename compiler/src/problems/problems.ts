import type { ContractDiagnostic } from '../diagnostic.js';
import { placeOf, type Location } from '../typescript/text-position.js';
import { constraintProblems } from './constraint-problems.js';
import { memberProblems } from './member-problems.js';
import { methodProblems } from './method-problems.js';
import { modelProblems } from './model-problems.js';
import type { ProblemText } from './problem-text.js';
import { setupProblems } from './setup-problems.js';
import { typeProblems } from './type-problems.js';

/** Everything the compiler can find wrong with an app. */
export const problemCatalogue = {
  ...setupProblems,
  ...modelProblems,
  ...memberProblems,
  ...methodProblems,
  ...typeProblems,
  ...constraintProblems,
};

export type ProblemCode = keyof typeof problemCatalogue;

type NamesOf<Code extends ProblemCode> = Parameters<(typeof problemCatalogue)[Code]>;

/** Collects what is wrong, so that one compile shows all of it. */
export class Problems {
  readonly #root: string;
  readonly #found = new Map<string, ContractDiagnostic>();

  constructor(root: string) {
    this.#root = root;
  }

  report<Code extends ProblemCode>(at: Location, code: Code, ...names: NamesOf<Code>): void {
    const text = problemCatalogue[code] as (...names: NamesOf<Code>) => ProblemText;
    const { message, hint, severity = 'error' } = text(...names);
    this.add({ severity, code, message, hint, place: placeOf(at, this.#root) });
  }

  /** The same problem is met once for every place a type is used; it is one problem. */
  add(diagnostic: ContractDiagnostic): void {
    const { place, code } = diagnostic;
    const key = `${place.file}:${place.line}:${place.column}:${code}`;
    if (!this.#found.has(key)) this.#found.set(key, diagnostic);
  }

  /** By place. */
  list(): readonly ContractDiagnostic[] {
    return [...this.#found.values()].sort(byPlace);
  }
}

function byPlace({ place: a }: ContractDiagnostic, { place: b }: ContractDiagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
