import { CONTRACT_VERSION, type Contract } from '../nodes.js';
import { consistencyProblems } from './consistency-problems.js';
import { contractShape } from './contract-shapes.js';
import { InvalidContractError, type InvalidContractCode } from './invalid-contract-error.js';
import { shapeProblems, type ContractProblem } from './shape-problems.js';

const rebuild = 'Run `persist build` to write it anew.';

/**
 * Reads the text of a `contract.json`.
 *
 * @param place where the text was found, for messages: a file name or URL.
 * @throws {InvalidContractError} with every problem found.
 */
export function parseContract(text: string, place: string): Contract {
  return validateContract(parseJson(text, place), place);
}

/**
 * The loaded document itself, once it is known to be a whole and consistent contract of this version.
 *
 * @param place where the document was found, for messages: a file name or URL.
 * @throws {InvalidContractError} with every problem found.
 */
export function validateContract(value: unknown, place: string): Contract {
  assertSupportedVersion(value, place);
  refuseIfAny(shapeProblems(value, contractShape), 'contract_malformed', place);
  const contract = value as Contract;
  refuseIfAny(consistencyProblems(contract), 'contract_inconsistent', place);
  return contract;
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidContractError('contract_unreadable', {
      place,
      problems: [
        { path: '', message: `not JSON: ${cause instanceof Error ? cause.message : String(cause)}` },
      ],
      hint: rebuild,
      cause,
    });
  }
}

/** Asked before anything else: of another version every other complaint would mislead. */
function assertSupportedVersion(value: unknown, place: string): void {
  const version = (value as { contractVersion?: unknown } | null)?.contractVersion;
  if (typeof version !== 'number' || version === CONTRACT_VERSION) return;
  const newer = version > CONTRACT_VERSION;
  throw new InvalidContractError('contract_version_unsupported', {
    place,
    problems: [
      {
        path: '/contractVersion',
        message: `version ${version} is not supported, only ${CONTRACT_VERSION} is`,
      },
    ],
    hint: newer ? 'Update the @persist packages of the app to the version that built it.' : rebuild,
  });
}

function refuseIfAny(problems: readonly ContractProblem[], code: InvalidContractCode, place: string): void {
  const [first, ...others] = problems;
  if (first !== undefined)
    throw new InvalidContractError(code, { place, problems: [first, ...others], hint: rebuild });
}
