import { apiError, command, model, unique, type CommandContext } from '@persist/runtime';

export interface Account {
  id: string;
  ownerName: string;
  balanceMinor: number;
  openedAt: Date;
}

@apiError({ status: 409, code: 'insufficient_funds' })
export class InsufficientFunds extends Error {
  constructor(
    readonly accountId: string,
    readonly availableMinor: number,
    readonly requiredMinor: number,
  ) {
    super(`account ${accountId} holds ${availableMinor}, not ${requiredMinor}`);
  }
}

@model
export class LedgerBook {
  @unique name: string;
  accounts: Account[] = [];

  constructor(name: string) {
    this.name = name;
  }

  @command openAccount(input: { ownerName: string; balanceMinor: number; openedAt?: Date }, ctx: CommandContext): Account {
    const { ownerName, balanceMinor, openedAt = ctx.now } = input;
    const account = { id: ctx.uuid(), ownerName, balanceMinor, openedAt };
    this.accounts.push(account);
    return account;
  }

  @command withdraw(
    accountId: string,
    /** @integer @minimum 1 */
    amountMinor: number,
  ): void {
    const account = this.accounts.find(({ id }) => id === accountId);
    if (account === undefined) throw new Error(`no account ${accountId}`);
    if (account.balanceMinor < amountMinor) {
      throw new InsufficientFunds(accountId, account.balanceMinor, amountMinor);
    }
    account.balanceMinor -= amountMinor;
  }
}
