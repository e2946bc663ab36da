import {
  apiError,
  command,
  invariant,
  model,
  query,
  unique,
  view,
  type CommandContext,
} from '@persist/runtime';

/**
 * ISO 4217.
 * @pattern ^[A-Z]{3}$
 * @example EUR
 */
export type Currency = string;

/**
 * Money in the smallest unit of its currency: 12.50 EUR is 1250.
 * @integer
 */
export type Minor = number;

/**
 * Money that moves.
 * @integer
 * @minimum 1
 * @maximum 1000000000000
 */
export type AmountMinor = number;

export interface Account {
  id: string;
  ownerName: string;
  currency: Currency;
  balanceMinor: Minor;
  openedAt: string;
}

/** One side of an entry; negative where money leaves. The sides add up to zero in every currency. */
export interface Posting {
  /** An account's id, or one of the book's own sides: `opening-balances`, `currency-exchange`. */
  accountId: string;
  currency: Currency;
  amountMinor: Minor;
}

export interface JournalEntry {
  id: string;
  bookedAt: string;
  memo: string;
  postings: Posting[];
}

export interface NewAccount {
  /**
   * @minLength 1
   * @maxLength 200
   * @example Ann
   */
  ownerName: string;
  currency: Currency;
  /**
   * @minimum 0
   * @maximum 1000000000000
   * @example 10000
   */
  openingBalanceMinor?: Minor;
}

export interface Transfer {
  fromAccountId: string;
  toAccountId: string;
  /**
   * What leaves, in the currency of the account it leaves.
   * @example 2500
   */
  amountMinor: AmountMinor;
  /** What arrives. Required between two currencies; within one it can only repeat the amount. */
  toAmountMinor?: AmountMinor;
  /**
   * @maxLength 500
   * @example rent
   */
  memo?: string;
}

export interface BalanceLine {
  accountId: string;
  ownerName: string;
  currency: Currency;
  /** What the account says. */
  balanceMinor: Minor;
  /** What its postings add up to. */
  journalMinor: Minor;
}

export interface BalancesReport {
  lines: BalanceLine[];
  /** Whether every account says what its postings add up to, and all postings together add up to zero. */
  proven: boolean;
}

@apiError({ status: 404 })
export class AccountNotFound extends Error {
  constructor(readonly accountId: string) {
    super(`the book has no account ${accountId}`);
  }
}

@apiError({ status: 409 })
export class InsufficientFunds extends Error {
  constructor(
    readonly accountId: string,
    readonly availableMinor: number,
    readonly requiredMinor: number,
  ) {
    super(
      `insufficient funds for account ${accountId}: available=${availableMinor}, required=${requiredMinor}`,
    );
  }
}

@apiError
export class SameAccount extends Error {
  constructor(readonly accountId: string) {
    super(`a transfer needs two accounts, and both are ${accountId}`);
  }
}

@apiError
export class ToAmountRequired extends Error {
  constructor(
    readonly fromCurrency: Currency,
    readonly toCurrency: Currency,
  ) {
    super(`a transfer from ${fromCurrency} to ${toCurrency} must say in toAmountMinor what arrives`);
  }
}

@apiError
export class ToAmountDiffers extends Error {
  constructor(
    readonly amountMinor: number,
    readonly toAmountMinor: number,
  ) {
    super(`within one currency ${amountMinor} arrive when ${amountMinor} leave, not ${toAmountMinor}`);
  }
}

@apiError({ status: 409 })
export class UnbalancedEntry extends Error {
  constructor(
    readonly entryId: string,
    readonly currency: Currency,
    readonly differenceMinor: number,
  ) {
    super(`entry ${entryId} is off by ${differenceMinor} ${currency}`);
  }
}

const OPENING_BALANCES = 'opening-balances';
const CURRENCY_EXCHANGE = 'currency-exchange';

/** A double-entry ledger: money never appears or disappears, it moves. */
@model({ schemaVersion: 1 })
export class LedgerBook {
  /** @example Household */
  @unique name: string;
  accounts: Account[] = [];
  journal: JournalEntry[] = [];

  constructor(
    /** @example Household */
    name: string,
  ) {
    this.name = name;
  }

  /** Opens an account; what it starts with is booked against the opening balances. */
  @command openAccount(input: NewAccount, ctx: CommandContext): Account {
    const { ownerName, currency, openingBalanceMinor = 0 } = input;
    const id = ctx.uuid();
    this.accounts.push({ id, ownerName, currency, balanceMinor: 0, openedAt: ctx.now.toISOString() });
    if (openingBalanceMinor > 0) {
      this.book(`opening balance of ${ownerName}`, ctx, [
        { accountId: OPENING_BALANCES, currency, amountMinor: -openingBalanceMinor },
        { accountId: id, currency, amountMinor: openingBalanceMinor },
      ]);
    }
    return this.account(id);
  }

  /** Moves money from one account to another, across currencies through the book's exchange side. */
  @command createTransfer(input: Transfer, ctx: CommandContext): JournalEntry {
    if (input.fromAccountId === input.toAccountId) throw new SameAccount(input.fromAccountId);
    const from = this.account(input.fromAccountId);
    const to = this.account(input.toAccountId);
    const { amountMinor } = input;
    if (from.balanceMinor < amountMinor) throw new InsufficientFunds(from.id, from.balanceMinor, amountMinor);

    const leaves = { accountId: from.id, currency: from.currency, amountMinor: -amountMinor };
    const arrives = { accountId: to.id, currency: to.currency, amountMinor: arriving(input, from, to) };
    return this.book(input.memo ?? '', ctx, [leaves, ...exchange(leaves, arrives), arrives]);
  }

  @query accountBalance(accountId: string): number {
    return this.account(accountId).balanceMinor;
  }

  /** Every balance beside what the journal says it must be. */
  @view balances(): BalancesReport {
    const postings = this.journal.flatMap((entry) => entry.postings);
    const journal = sumBy(postings, ({ accountId, currency }) => accountId + currency);
    const lines = this.accounts.map(({ id, ownerName, currency, balanceMinor }) => ({
      accountId: id,
      ownerName,
      currency,
      balanceMinor,
      journalMinor: journal.get(id + currency) ?? 0,
    }));
    const agrees = lines.every((line) => line.balanceMinor === line.journalMinor);
    return { lines, proven: agrees && this.journal.every((entry) => differenceOf(entry) === undefined) };
  }

  @invariant noAccountIsOverdrawn(): void {
    const overdrawn = this.accounts.find((account) => account.balanceMinor < 0);
    if (overdrawn) throw new InsufficientFunds(overdrawn.id, overdrawn.balanceMinor, 0);
  }

  /** The journal only grows, so its newest entry is the one to check. */
  @invariant newestEntryBalances(): void {
    const newest = this.journal.at(-1);
    const difference = newest && differenceOf(newest);
    if (difference) throw new UnbalancedEntry(newest.id, ...difference);
  }

  private account(accountId: string): Account {
    const account = this.accounts.find(({ id }) => id === accountId);
    if (!account) throw new AccountNotFound(accountId);
    return account;
  }

  private book(memo: string, ctx: CommandContext, postings: Posting[]): JournalEntry {
    const entry = { id: ctx.uuid(), bookedAt: ctx.now.toISOString(), memo, postings };
    for (const { accountId, amountMinor } of postings) {
      if (accountId !== OPENING_BALANCES && accountId !== CURRENCY_EXCHANGE) {
        this.account(accountId).balanceMinor += amountMinor;
      }
    }
    this.journal.push(entry);
    return entry;
  }
}

function arriving({ amountMinor, toAmountMinor }: Transfer, from: Account, to: Account): number {
  const oneCurrency = from.currency === to.currency;
  if (toAmountMinor === undefined && !oneCurrency) throw new ToAmountRequired(from.currency, to.currency);
  const arrives = toAmountMinor ?? amountMinor;
  if (oneCurrency && arrives !== amountMinor) throw new ToAmountDiffers(amountMinor, arrives);
  return arrives;
}

/** Between two currencies each side is closed on its own: the exchange takes one and gives the other. */
function exchange(leaves: Posting, arrives: Posting): Posting[] {
  if (leaves.currency === arrives.currency) return [];
  return [leaves, arrives].map(({ currency, amountMinor }) => ({
    accountId: CURRENCY_EXCHANGE,
    currency,
    amountMinor: -amountMinor,
  }));
}

/** The currency in which an entry does not add up to zero, and by how much. */
function differenceOf(entry: JournalEntry): [Currency, number] | undefined {
  return [...sumBy(entry.postings, (posting) => posting.currency)].find(([, sum]) => sum !== 0);
}

function sumBy(postings: Posting[], key: (posting: Posting) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const posting of postings) {
    sums.set(key(posting), (sums.get(key(posting)) ?? 0) + posting.amountMinor);
  }
  return sums;
}
