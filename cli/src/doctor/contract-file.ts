import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidContractError, parseContract, type Contract } from '@persist/contract';

/** A contract as it lies in a folder of an app. */
export type ContractFile =
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'invalid'; readonly path: string; readonly error: InvalidContractError }
  | { readonly kind: 'read'; readonly path: string; readonly contract: Contract };

/** @param path relative to the root of the app. */
export function readContractFile(root: string, path: string): ContractFile {
  const file = join(root, path);
  if (!existsSync(file)) return { kind: 'missing', path };
  try {
    return { kind: 'read', path, contract: parseContract(readFileSync(file, 'utf8'), path) };
  } catch (error) {
    if (error instanceof InvalidContractError) return { kind: 'invalid', path, error };
    throw error;
  }
}
