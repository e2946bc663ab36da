import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ContractDiagnostic } from '@persist/compiler';
import type { Contract } from '@persist/contract';

/** What the sources of an app say. */
export interface Sources {
  /** Absent where there are errors. */
  readonly contract?: Contract;
  readonly errors: readonly ContractDiagnostic[];
}

/** Reads the types anew and writes nothing; `undefined` where there is only a built app. */
export async function readSources(root: string): Promise<Sources | undefined> {
  if (!existsSync(join(root, 'src'))) return undefined;
  const { compileContract } = await import('@persist/compiler');
  const { contract, diagnostics } = compileContract({ root });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return contract === undefined ? { errors } : { contract, errors };
}

/** Codes of what is wrong with the tsconfig, not with the sources. */
const setup = ['tsconfig_invalid', 'strict_off', 'experimental_decorators'];

export function isSetup({ code }: ContractDiagnostic): boolean {
  return setup.includes(code);
}
