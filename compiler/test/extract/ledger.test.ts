import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contract, ParameterNode } from '@persist/contract';
import { contractFor } from './scratch-app.js';

const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const account = { $ref: '#/$defs/Account' } as const;

test('the ledger of the documentation has this contract', () => {
  const contract = contractFor(`
    export interface Account { id: string; ownerName: string; currency: string; balanceMinor: number; openedAt: string }

    @apiError({ status: 409, code: 'insufficient_funds' })
    export class InsufficientFunds extends Error {
      constructor(readonly accountId: string, readonly availableMinor: number, readonly requiredMinor: number) {
        super(\`insufficient funds for account \${accountId}: available=\${availableMinor}, required=\${requiredMinor}\`);
      }
    }

    @model({ schemaVersion: 1 })
    export class LedgerBook {
      @unique name: string;
      accounts: Account[] = [];

      constructor(name: string) { this.name = name; }

      /** Opens an account with an optional opening balance. */
      @command openAccount(input: { ownerName: string; currency: string; openingBalanceMinor: number }, ctx: CommandContext): Account {
        const account = { id: ctx.uuid(), openedAt: ctx.now.toISOString(), balanceMinor: input.openingBalanceMinor, ...input };
        this.accounts.push(account);
        return account;
      }

      @command withdraw(accountId: string, amountMinor: number): void {
        const account = this.accountOf(accountId);
        if (account.balanceMinor < amountMinor) throw new InsufficientFunds(accountId, account.balanceMinor, amountMinor);
        account.balanceMinor -= amountMinor;
      }

      @query accountBalance(accountId: string): number { return this.accountOf(accountId).balanceMinor; }

      private accountOf(id: string): Account { return this.accounts.find((each) => each.id === id)!; }
    }`);
  assert.deepEqual(contract, expected);
});

const expected: Contract = {
  contractVersion: 1,
  models: [
    {
      kind: 'model',
      name: 'ledger-books',
      className: 'LedgerBook',
      table: 'ledger_books',
      schemaVersion: 1,
      patch: false,
      source: at(13),
      fields: [
        {
          kind: 'field',
          name: 'name',
          visibility: 'public',
          readonly: false,
          optional: false,
          schema: text,
          storage: { kind: 'column', column: 'name', type: 'text' },
        },
        {
          kind: 'field',
          name: 'accounts',
          visibility: 'public',
          readonly: false,
          optional: false,
          schema: { type: 'array', items: account },
          storage: { kind: 'collection', shape: 'array', table: 'ledger_books__accounts', element: account },
          default: [],
        },
      ],
      getters: [],
      constraints: [{ kind: 'unique', field: 'name', parts: [{ kind: 'part', field: 'name', path: [] }] }],
      create: {
        kind: 'create',
        name: 'create',
        source: at(17),
        input: {
          kind: 'input',
          binding: 'named',
          parameters: [parameter('name', text)],
          schema: object({ name: text }, ['name']),
        },
        errors: [],
        injectsContext: false,
      },
      commands: [
        {
          kind: 'command',
          name: 'openAccount',
          path: 'open-account',
          description: 'Opens an account with an optional opening balance.',
          source: at(20),
          input: {
            kind: 'input',
            binding: 'object',
            parameters: [parameter('input', openAccountInput())],
            schema: openAccountInput(),
          },
          async: false,
          result: account,
          errors: [],
          injectsContext: true,
          audit: { kind: 'audit-label', event: 'open_account' },
          requireIfMatch: false,
        },
        {
          kind: 'command',
          name: 'withdraw',
          path: 'withdraw',
          source: at(26),
          input: {
            kind: 'input',
            binding: 'named',
            parameters: [parameter('accountId', text), parameter('amountMinor', number)],
            schema: object({ accountId: text, amountMinor: number }, ['accountId', 'amountMinor']),
          },
          async: false,
          result: null,
          errors: ['InsufficientFunds'],
          injectsContext: false,
          audit: { kind: 'audit-label', event: 'withdraw' },
          requireIfMatch: false,
        },
      ],
      queries: [
        {
          kind: 'query',
          name: 'accountBalance',
          path: 'account-balance',
          source: at(32),
          input: {
            kind: 'input',
            binding: 'named',
            parameters: [parameter('accountId', text)],
            schema: object({ accountId: text }, ['accountId']),
          },
          async: false,
          result: number,
          errors: [],
          transport: 'query',
        },
      ],
      views: [],
      invariants: [],
      $defs: {
        Account: object({ id: text, ownerName: text, currency: text, balanceMinor: number, openedAt: text }, [
          'id',
          'ownerName',
          'currency',
          'balanceMinor',
          'openedAt',
        ]),
      },
    },
  ],
  errors: [
    {
      kind: 'error',
      name: 'InsufficientFunds',
      status: 409,
      code: 'insufficient_funds',
      fields: [
        parameter('accountId', text),
        parameter('availableMinor', number),
        parameter('requiredMinor', number),
      ],
      $defs: {},
    },
  ],
};

function openAccountInput() {
  return object({ ownerName: text, currency: text, openingBalanceMinor: number }, [
    'ownerName',
    'currency',
    'openingBalanceMinor',
  ]);
}

function parameter(name: string, schema: ParameterNode['schema']): ParameterNode {
  return { kind: 'parameter', name, optional: false, schema };
}

function object(properties: Record<string, ParameterNode['schema']>, required: readonly string[]) {
  return { type: 'object', properties, required, additionalProperties: false } as const;
}

function at(line: number) {
  return { kind: 'source', file: 'src/model.ts', line } as const;
}
