import type { Contract } from '@persist/contract';
import type { ContractDiagnostic } from '../diagnostic.js';

type CompileContract = (options: { readonly root: string }) => {
  readonly contract?: Contract;
  readonly diagnostics: readonly ContractDiagnostic[];
  readonly sources: readonly string[];
};

export async function loadCompiler(): Promise<CompileContract> {
  const entry: { readonly compileContract?: CompileContract } = await import('../index.js');
  if (entry.compileContract === undefined) throw new Error('@persist/compiler has no compileContract.');
  return entry.compileContract;
}
