import type { ContractProblem } from './shape-problems.js';

/**
 * `contract_unreadable`: not JSON.
 * `contract_version_unsupported`: of another version of the toolkit.
 * `contract_malformed`: not of the shape of a contract.
 * `contract_inconsistent`: its parts contradict each other.
 */
export type InvalidContractCode =
  'contract_unreadable' | 'contract_version_unsupported' | 'contract_malformed' | 'contract_inconsistent';

export interface InvalidContractDetails {
  /** Where the document was found: a file name or URL. */
  readonly place: string;
  readonly problems: readonly [ContractProblem, ...ContractProblem[]];
  /** What to do about it. */
  readonly hint: string;
  readonly cause?: unknown;
}

/** A document that cannot be used as a contract. */
export class InvalidContractError extends Error {
  override readonly name = 'InvalidContractError';
  readonly code: InvalidContractCode;
  readonly place: string;
  /** JSON pointer to the first problem. */
  readonly path: string;
  readonly problems: readonly ContractProblem[];
  readonly hint: string;

  constructor(code: InvalidContractCode, { place, problems, hint, cause }: InvalidContractDetails) {
    super(messageOf({ place, problems, hint }), cause === undefined ? undefined : { cause });
    this.code = code;
    this.place = place;
    this.path = problems[0].path;
    this.problems = problems;
    this.hint = hint;
  }
}

function messageOf({ place, problems, hint }: InvalidContractDetails): string {
  const [{ path, message }, ...others] = problems;
  const at = path === '' ? place : `${place} at ${path}`;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${at}: ${message}${more}. ${hint}`;
}
