import { diffContracts, isBreaking, type Contract } from '@persist/contract';
import type { ContractChangedEvent } from './dev-event.js';

/** What an edit changes for clients and stored records, or `undefined` where it changes nothing. */
export function contractChanged(before: Contract, after: Contract): ContractChangedEvent | undefined {
  const changes = diffContracts(before, after);
  if (changes.length === 0) return undefined;
  return { event: 'contract-changed', breaking: isBreaking(changes), changes };
}
