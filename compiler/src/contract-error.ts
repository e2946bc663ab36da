import type { Contract } from '@persist/contract';
import { formatDiagnostic, type ContractDiagnostic, type Place } from './diagnostic.js';

/** One problem of a contract, as an error. The message has place, problem and what to write instead. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly code: string;
  readonly place: Place;
  readonly hint: string;
  /** The parts of the message, for who shows them in another way. */
  readonly diagnostic: ContractDiagnostic;

  constructor(diagnostic: ContractDiagnostic) {
    super(formatDiagnostic(diagnostic));
    this.code = diagnostic.code;
    this.place = diagnostic.place;
    this.hint = diagnostic.hint;
    this.diagnostic = diagnostic;
  }
}

/** All problems of a compile; `errors` has one {@link ContractError} each. */
export class ContractErrors extends AggregateError {
  override readonly name = 'ContractErrors';
  declare readonly errors: ContractError[];

  constructor(diagnostics: readonly ContractDiagnostic[]) {
    const errors = diagnostics.map((diagnostic) => new ContractError(diagnostic));
    super(errors, errors.map((error) => error.message).join('\n'));
  }
}

/**
 * The contract of a compile, for callers that cannot go on without one.
 *
 * @throws {ContractErrors} where the sources have errors.
 */
export function contractOf(result: {
  readonly contract?: Contract;
  readonly diagnostics: readonly ContractDiagnostic[];
}): Contract {
  if (result.contract !== undefined) return result.contract;
  throw new ContractErrors(result.diagnostics.filter(({ severity }) => severity === 'error'));
}
