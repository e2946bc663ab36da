import { fileURLToPath } from 'node:url';
import { ensureContract } from '@persist/compiler';
import type { Contract } from '@persist/contract';

const compiled = new Map<string, Promise<Contract>>();

/** The contract of a fixture, compiled once a process. */
export function fixtureContract(name: 'films' | 'ledger' | 'workshop'): Promise<Contract> {
  const contract = compiled.get(name) ?? compile(name);
  compiled.set(name, contract);
  return contract;
}

async function compile(name: string): Promise<Contract> {
  const { contract } = await ensureContract(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)));
  return contract;
}
