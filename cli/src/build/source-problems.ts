import type { BundleProblem, ContractDiagnostic } from '@persist/compiler/build';
import type { Problem } from '../report/problem.js';

/** What keeps the sources from being bundled: syntax, and imports that lead nowhere. */
export function bundleProblems(errors: readonly BundleProblem[]): Problem[] {
  return errors.map(({ message, place }) => ({ code: 'build_failed', message, ...(place ? { place } : {}) }));
}

/** What the types say that no contract can. */
export function contractProblems(diagnostics: readonly ContractDiagnostic[]): Problem[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(asProblem);
}

export function contractWarnings(diagnostics: readonly ContractDiagnostic[]): Problem[] {
  return diagnostics.filter(({ severity }) => severity === 'warning').map(asProblem);
}

function asProblem({ code, message, hint, place }: ContractDiagnostic): Problem {
  return { code, message, place, ...(hint === '' ? {} : { hint }) };
}
