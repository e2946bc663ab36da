/** One request that changes something, or is refused. */
export interface LedgerCall {
  /** Its idempotency key, its request id, and the memo of its transfer; of the same length for all. */
  readonly key: string;
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** What it is answered with. */
  readonly status: number;
  /** The records it changes: so many lines it leaves in the history, or none. */
  readonly effects: number;
}

/** As it came over the wire. */
export interface LedgerAnswer {
  readonly status: number;
  readonly body: string;
  readonly etag: string | undefined;
  readonly replayed: boolean;
}

export interface BookOfAccounts {
  readonly id: string;
  readonly accountIds: readonly string[];
}

/** What every account starts with; nobody ever transfers that much. */
export const OPENING_MINOR = 1_000_000;

const books = '/api/ledger-books';

export const createBook = (key: string): LedgerCall => ({
  key,
  method: 'POST',
  path: books,
  body: { name: `Book ${key}` },
  status: 201,
  effects: 1,
});

export const openAccount = (key: string, bookId: string): LedgerCall => ({
  key,
  method: 'POST',
  path: `${books}/${bookId}/open-account`,
  body: newAccount(key),
  status: 200,
  effects: 1,
});

export const openAccountInAll = (key: string, ids: readonly string[]): LedgerCall => ({
  key,
  method: 'POST',
  path: `${books}/_bulk/open-account`,
  body: { ids, input: newAccount(key) },
  status: 200,
  effects: ids.length,
});

/** @param n chooses the accounts and the amount. */
export const transfer = (key: string, { id, accountIds }: BookOfAccounts, n: number): LedgerCall => ({
  key,
  method: 'POST',
  path: `${books}/${id}/create-transfer`,
  body: { ...ends(accountIds, n), amountMinor: 1 + (n % 5), memo: key },
  status: 200,
  effects: 1,
});

/** More than there is: refused by the domain, which is kept with its idempotency key. */
export const overdraft = (key: string, { id, accountIds }: BookOfAccounts, n: number): LedgerCall => ({
  key,
  method: 'POST',
  path: `${books}/${id}/create-transfer`,
  body: { ...ends(accountIds, n), amountMinor: OPENING_MINOR * 1000, memo: key },
  status: 409,
  effects: 0,
});

export const removeBook = (key: string, bookId: string): LedgerCall => ({
  key,
  method: 'DELETE',
  path: `${books}/${bookId}`,
  status: 204,
  effects: 1,
});

function newAccount(key: string) {
  return { ownerName: `Owner ${key}`, currency: 'EUR', openingBalanceMinor: OPENING_MINOR };
}

/** Two different accounts. */
function ends(accountIds: readonly string[], n: number) {
  const count = accountIds.length;
  const from = n % count;
  const to = (from + 1 + (Math.floor(n / count) % (count - 1))) % count;
  return { fromAccountId: accountIds[from]!, toAccountId: accountIds[to]! };
}
