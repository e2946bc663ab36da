/** What a ledger is, as plain data, and what each command makes of it: written from the rules, not from the model. */
export interface LedgerState {
  name: string;
  region?: string;
  totalMinor: number;
  note: string | null;
  accounts: { label: string; balanceMinor: number; postings: number[] }[];
  limits: Record<string, number>;
  tags: string[];
  closed: boolean;
}

/** Why a change is refused: nothing of it stays. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

export type Input = Readonly<Record<string, unknown>>;

export function newLedger({ name, region }: Input): LedgerState {
  const state: LedgerState = {
    name: name as string,
    totalMinor: 0,
    note: null,
    accounts: [],
    limits: {},
    tags: [],
    closed: false,
    ...(region !== undefined && { region: region as string }),
  };
  return checked(state);
}

/** The state after a command, and what the command returns. */
export function ran(before: LedgerState, command: string, input: Input): { state: LedgerState; result: unknown } {
  const state = structuredClone(before);
  if (state.closed && command !== 'explode') throw new Refusal(422, 'ledger_closed');
  const result = commands[command]!(state, input as never);
  return { state: checked(state), result };
}

/** A merge patch over the public fields. */
export function patched(before: LedgerState, patch: Input): LedgerState {
  const state = structuredClone(before);
  for (const [field, value] of Object.entries(patch)) {
    if (field === 'limits') state.limits = merged(state.limits, value as Record<string, number | null>);
    else if (field === 'region' && value === null) delete state.region;
    else Object.assign(state, { [field]: value });
  }
  return checked(state);
}

function merged(limits: LedgerState['limits'], patch: Readonly<Record<string, number | null>>): LedgerState['limits'] {
  const kept = Object.entries(limits).filter(([label]) => !Object.hasOwn(patch, label) || patch[label] !== null);
  const given = Object.entries(patch).flatMap(([label, limit]) => (limit === null ? [] : [[label, limit] as const]));
  return Object.fromEntries([...kept, ...given]);
}

const commands: Readonly<Record<string, (state: LedgerState, input: never) => unknown>> = {
  openAccount(state, { label, openingMinor, first }: { label: string; openingMinor: number; first?: boolean }) {
    if (state.accounts.some((each) => each.label === label)) throw new Refusal(409, 'account_exists');
    const account = { label, balanceMinor: openingMinor, postings: [openingMinor] };
    state.accounts = first ? [account, ...state.accounts] : [...state.accounts, account];
    state.totalMinor += openingMinor;
    return account;
  },
  transfer: (state, input: Transfer) => void moved(state, input),
  transferSlowly: (state, input: Transfer) => moved(state, input),
  withdraw(state, { label, amountMinor }: { label: string; amountMinor: number }) {
    const account = accountOf(state, label);
    account.balanceMinor -= amountMinor;
    account.postings.push(0 - amountMinor);
    state.totalMinor -= amountMinor;
    return account.balanceMinor;
  },
  closeAccount(state, { label }: { label: string }) {
    const { balanceMinor } = accountOf(state, label);
    state.accounts = state.accounts.filter((each) => each.label !== label);
    state.totalMinor -= balanceMinor;
  },
  sortAccounts(state) {
    const order = state.accounts.map(({ label, balanceMinor }) => ({ label, balanceMinor }));
    order.sort((one, other) => other.balanceMinor - one.balanceMinor || (one.label < other.label ? -1 : 1));
    state.accounts = order.map(({ label }) => accountOf(state, label));
    return order.map(({ label }) => label);
  },
  setLimit(state, { label, limitMinor }: { label: string; limitMinor: number | null }) {
    if (limitMinor === null) delete state.limits[label];
    else state.limits = { ...state.limits, [label]: limitMinor };
  },
  tag(state, { text }: { text: string }) {
    state.tags = [...new Set([...state.tags, text])];
    return state.tags.length;
  },
  untag(state, { text }: { text: string }) {
    const isThere = state.tags.includes(text);
    state.tags = state.tags.filter((each) => each !== text);
    return isThere;
  },
  rename(state, { name }: { name: string }) {
    state.name = name;
  },
  touch: () => undefined,
  close(state) {
    state.closed = true;
    return 'closed';
  },
  explode() {
    throw new Refusal(500, 'internal_error');
  },
};

interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly amountMinor: number;
}

/** The balance it leaves is what the account has when the money has left, be it to itself. */
function moved(state: LedgerState, { from, to, amountMinor }: Transfer): number {
  const [source, target] = [accountOf(state, from), accountOf(state, to)];
  source.balanceMinor -= amountMinor;
  source.postings.push(0 - amountMinor);
  const left = source.balanceMinor;
  target.balanceMinor += amountMinor;
  target.postings.push(amountMinor);
  return left;
}

export function accountOf({ accounts }: LedgerState, label: unknown): LedgerState['accounts'][number] {
  const account = accounts.find((each) => each.label === label);
  if (account === undefined) throw new Refusal(404, 'account_not_found');
  return account;
}

/** What holds of every ledger after every change. */
function checked(state: LedgerState): LedgerState {
  const { name, accounts, tags, totalMinor } = state;
  if (accounts.some(({ balanceMinor }) => balanceMinor < 0)) throw new Refusal(409, 'insufficient_funds');
  if (accounts.reduce((sum, each) => sum + each.balanceMinor, 0) !== totalMinor) throw new Refusal(409, 'totals_differ');
  const isInvalid = name.length < 1 || name.length > 30 || accounts.length > 4 || tags.length > 3;
  if (isInvalid) throw new Refusal(422, 'validation_error');
  return state;
}
