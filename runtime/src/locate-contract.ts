import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InvalidContractError, parseContract, type Contract } from '@persist/contract';
import { infoFromPackage, type PackageInfo } from './http/openapi/package-info.js';

/** Where to look for the contract; everything has a default. */
export interface ContractPlaces {
  /** Used instead of looking. */
  readonly file?: string;
  /** The module node was started with. */
  readonly entry?: string;
  readonly cwd: string;
}

/** A contract, and what its app is called. */
export interface LocatedContract {
  readonly contract: Contract;
  /** What the package that the contract belongs to says about itself. */
  readonly app: PackageInfo;
}

/** The contract file was not found. */
export class ContractNotFoundError extends Error {
  override readonly name = 'ContractNotFoundError';
  readonly code = 'contract_not_found';
}

/**
 * Reads the contract: beside the entry module (a built app), else in `.persist/` of the package that the entry module
 * or the current folder belongs to (development and tests).
 *
 * @throws {ContractNotFoundError} naming the places and what to run.
 * @throws {InvalidContractError} where the file is no contract this version reads.
 */
export async function readContract(places: ContractPlaces): Promise<LocatedContract> {
  const candidates = places.file === undefined ? contractPlaces(places) : [resolve(places.cwd, places.file)];
  for (const file of candidates) {
    const text = await readContractFile(file);
    if (text !== undefined) return { contract: parseContract(text, file), app: await describeApp(packageRoot(dirname(file))) };
  }
  throw new ContractNotFoundError(
    `There is no contract at ${candidates.join(' or ')}. Run \`persist build\` and start dist/main.js, ` +
      'or run the TypeScript with `persist dev` or `node --import @persist/compiler/register`.',
  );
}

function contractPlaces({ entry, cwd }: ContractPlaces): readonly string[] {
  const from = entry === undefined ? cwd : dirname(entry);
  const roots = [packageRoot(from), packageRoot(cwd)];
  return [...new Set([join(from, 'contract.json'), ...roots.map((root) => join(root, '.persist', 'contract.json'))])];
}

/** The nearest folder with a package.json, else the folder itself. */
function packageRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return folder;
  }
}

async function readContractFile(file: string): Promise<string | undefined> {
  try {
    return await readIfPresent(file);
  } catch (cause) {
    throw new InvalidContractError('contract_unreadable', {
      place: file,
      problems: [{ path: '', message: `cannot be read: ${messageOf(cause)}` }],
      hint: 'Give the process access to it, or run `persist build` to write it anew.',
      cause,
    });
  }
}

async function describeApp(root: string): Promise<PackageInfo> {
  const file = join(root, 'package.json');
  try {
    const text = await readIfPresent(file);
    return text === undefined ? {} : infoFromPackage(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file}, which names the app, cannot be read: ${messageOf(cause)}. Correct it.`, { cause });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
