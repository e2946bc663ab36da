import type { CompileResult } from '../compile-contract.js';
import { appSources, type AppSource } from './app-sources.js';
import { ContractFolder, type ContractRecord } from './contract-folder.js';
import { contractKey } from './contract-key.js';
import { withLock } from './with-lock.js';

/** The contract of an app as its sources are now. */
export interface CurrentContract {
  readonly record: ContractRecord;
  /** Path of contract.json. */
  readonly path: string;
  /** Whether an earlier compile was still good. */
  readonly cached: boolean;
}

/** Reads the contract from the sources as they are. */
export type Compile = () => Promise<CompileResult>;

/** Brings `.persist/` of an app up to date: compiles where anything a contract follows from has changed. */
export async function currentContract(root: string, compile = compileOnce(root)): Promise<CurrentContract> {
  const folder = new ContractFolder(root);
  const path = folder.contractFile;
  const kept = keptRecord(root, folder);
  if (kept !== undefined) return { record: kept, path, cached: true };
  folder.make();
  return withLock(folder.lockFile, async () => {
    // Of the test files that start together one compiles, and the others find what it made.
    const made = keptRecord(root, folder);
    if (made !== undefined) return { record: made, path, cached: true };
    const record = await newRecord(root, compile);
    folder.write(record);
    return { record, path, cached: false };
  });
}

function keptRecord(root: string, folder: ContractFolder): ContractRecord | undefined {
  const record = folder.read();
  if (record === undefined) return undefined;
  return record.key === contractKey(root, record.furtherSources) ? record : undefined;
}

function compileOnce(root: string): Compile {
  return async () => {
    // TypeScript takes a quarter of a second to load: only who has to compile pays for it.
    const { compileContract } = await import('../compile-contract.js');
    return compileContract({ root });
  };
}

async function newRecord(root: string, compile: Compile): Promise<ContractRecord> {
  const { serialiseContract } = await import('@persist/contract');
  for (;;) {
    const before = contractKey(root, []);
    const { contract, diagnostics, sources } = await compile();
    const furtherSources = without(appSources(root), sources);
    // Sources that were saved meanwhile were read half old, half new.
    if (contractKey(root, []) !== before) continue;
    const record = { key: contractKey(root, furtherSources), furtherSources, diagnostics };
    return contract === undefined ? record : { ...record, contract: serialiseContract(contract) };
  }
}

function without(known: readonly AppSource[], sources: readonly string[]): readonly string[] {
  const paths = new Set(known.map(({ path }) => path));
  return sources.filter((source) => !paths.has(source));
}
