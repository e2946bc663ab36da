import type { Contract } from '@persist/contract';
import { openTestApp, type TestApp, type TestOptions } from '../../src/testing/index.js';
import { fixtureContract } from '../fixture-contract.js';
import { LedgerBook } from '../fixtures/ledger/src/model.js';
import { Shop } from '../fixtures/ledger/src/shop.js';

/** The contract of the ledger fixture, compiled once a process. */
export function ledgerContract(): Promise<Contract> {
  return fixtureContract('ledger');
}

type Scope = Parameters<typeof openTestApp>[0];

/** The ledger fixture, served on a free port until the test ends. */
export async function openLedger(t: Scope, options: Omit<TestOptions, 'contract'> = {}): Promise<TestApp> {
  return openTestApp(t, [LedgerBook, Shop], { ...options, contract: await ledgerContract() });
}

/** A book with two accounts, ready for transfers; `path` is the book's. */
export async function bookWithAccounts(app: TestApp) {
  const book = await app.create(LedgerBook, { name: 'Home' });
  const path = `/api/ledger-books/${book.id}`;
  const open = async (ownerName: string, openingBalanceMinor: number): Promise<string> => {
    const { body } = await app.post(`${path}/open-account`, {
      ownerName,
      currency: 'EUR',
      openingBalanceMinor,
    });
    return String(body['id']);
  };
  return { id: book.id, path, ann: await open('Ann', 1000), bob: await open('Bob', 0) };
}
