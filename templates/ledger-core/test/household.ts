import type { TestContext } from 'node:test';
import { openTestApp, type TestApp } from '@persist/runtime/testing';
import { LedgerBook, type Account, type BalancesReport } from '../src/model.js';

/** An app with one book: Ann has 100.00 EUR, Ben nothing in EUR, Cy 50.00 USD. */
export interface Household {
  readonly app: TestApp;
  /** Path of the book. */
  readonly book: string;
  readonly ann: Account;
  readonly ben: Account;
  readonly cy: Account;
}

export async function openHousehold(t: TestContext): Promise<Household> {
  const app = await openTestApp(t, LedgerBook);
  const { id } = await app.create(LedgerBook, { name: 'Household' });
  const book = `/api/ledger-books/${id}`;
  const open = async (account: object) => (await app.post<Account>(`${book}/open-account`, account)).body;
  const ann = await open({ ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 10_000 });
  const ben = await open({ ownerName: 'Ben', currency: 'EUR' });
  const cy = await open({ ownerName: 'Cy', currency: 'USD', openingBalanceMinor: 5_000 });
  return { app, book, ann, ben, cy };
}

/** The stored balances by owner, once the journal has proven them. */
export async function provenBalances({ app, book }: Household): Promise<Record<string, number>> {
  const { body } = await app.get<BalancesReport>(`${book}/views/balances`);
  if (!body.proven) throw new Error(`the journal disagrees: ${JSON.stringify(body.lines)}`);
  return Object.fromEntries(body.lines.map((line) => [line.ownerName, line.balanceMinor]));
}
