import { ACCOUNTS, LEDGERS, OPENING_BALANCE } from './ledgers.mjs';

/** The same 1,000 accounts as plain records, for servers that know records only. */
export function accountRows() {
  return Array.from({ length: LEDGERS * ACCOUNTS }, (_, number) => ({
    ledger: `ledger ${number % LEDGERS}`,
    ownerName: 'Ann',
    currency: 'EUR',
    balanceMinor: OPENING_BALANCE,
    openedAt: '2026-01-01T00:00:00.000Z',
  }));
}
