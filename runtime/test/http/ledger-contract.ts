import { fileURLToPath } from 'node:url';
import { ensureContract } from '@persist/compiler';
import type { Contract } from '@persist/contract';

const root = fileURLToPath(new URL('../fixtures/ledger', import.meta.url));
let compiled: Promise<Contract> | undefined;

/** The contract of the ledger fixture, compiled once a process. */
export function ledgerContract(): Promise<Contract> {
  compiled ??= ensureContract(root).then(({ contract }) => contract);
  return compiled;
}
