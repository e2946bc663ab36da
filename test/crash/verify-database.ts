import assert from 'node:assert/strict';
import type { Contract, ModelNode } from '@persist/contract';
import {
  openSqliteStore,
  replay,
  type AuditRecord,
  type SqliteStore,
  type StoredAggregate,
} from '@persist/runtime/advanced';
import type { CallLog, LoggedCall } from './call-log.js';

/**
 * Opens a database as the app does and holds it against what was asked and answered: what was answered is there once,
 * what was not is there once or not at all, nothing is half there, and the history leads to the state byte for byte.
 */
export async function verifyDatabase(file: string, contract: Contract, log: CallLog): Promise<void> {
  const store = await openSqliteStore({ file });
  try {
    await store.migrate(contract);
    assertSound(store);
    const entries = new Map<string, string>();
    for (const { model, id } of histories(store)) {
      const state = await replayed(store, contract.models.find(({ name }) => name === model)!, id);
      if (state !== undefined) assertBalanced(state, entries);
    }
    assertNoStateWithoutHistory(store);
    assertEffects(store, log, entries);
  } finally {
    await store.close();
  }
}

function assertSound({ connection }: SqliteStore): void {
  assert.equal(connection.pragma('integrity_check', { simple: true }), 'ok');
  assert.deepEqual(connection.pragma('foreign_key_check'), []);
  assert.equal(connection.pragma('synchronous', { simple: true }), 2, 'what is acknowledged from now on is synced');
}

interface HistoryOf {
  readonly model: string;
  readonly id: string;
}

function histories({ connection }: SqliteStore): readonly HistoryOf[] {
  return connection
    .prepare<[], HistoryOf>('SELECT DISTINCT model, id FROM _persist_audits WHERE id IS NOT NULL')
    .all();
}

/** The state of a record, which is that to which its history leads; `undefined` where it was removed. */
async function replayed(store: SqliteStore, model: ModelNode, id: string): Promise<StoredAggregate | undefined> {
  const target = { model: model.name, id };
  const { items } = await store.audits({ ...target, offset: 0, limit: Number.MAX_SAFE_INTEGER, ascending: true });
  assert.deepEqual(versionsOf(items), items.map((_, index) => index + 1), `${id}: the versions of its history`);
  const state = await store.load(model.name, id);
  const rebuilt = replay(items, model);
  assert.equal(JSON.stringify(state), JSON.stringify(rebuilt), `${id}: its state is what its history leads to`);
  return state;
}

function versionsOf(records: readonly AuditRecord[]): readonly number[] {
  return records.map(({ version }) => version);
}

interface Book {
  readonly accounts: readonly { readonly id: string; readonly balanceMinor: number }[];
  readonly journal: readonly Entry[];
}

interface Entry {
  readonly id: string;
  readonly memo: string;
  readonly postings: readonly { readonly accountId: string; readonly amountMinor: number }[];
}

/**
 * Money is where its postings say, and each change of the book is one of its versions.
 *
 * @param entries gets its transfers.
 */
function assertBalanced(state: StoredAggregate, entries: Map<string, string>): void {
  const { accounts, journal } = bookOf(state);
  const sums = new Map<string, number>();
  for (const { postings } of journal) {
    for (const { accountId, amountMinor } of postings) sums.set(accountId, (sums.get(accountId) ?? 0) + amountMinor);
  }
  const booked = accounts.map(({ id }) => [id, sums.get(id) ?? 0]);
  const balances = accounts.map(({ id, balanceMinor }) => [id, balanceMinor]);
  assert.deepEqual(balances, booked, `${state.id}: every balance is what its postings add up to`);
  assert.equal([...sums.values()].reduce((sum, amount) => sum + amount, 0), 0, `${state.id}: money only moves`);
  const transfers = journal.filter(({ memo }) => !memo.startsWith('opening balance'));
  assert.equal(state.version, 1 + accounts.length + transfers.length, `${state.id}: one version a change`);
  for (const { memo, id } of transfers) {
    assert.equal(entries.has(memo), false, `${memo} is booked once`);
    entries.set(memo, id);
  }
}

function bookOf({ collections }: StoredAggregate): Book {
  const valuesOf = (name: string) => collections[name]!.map(({ value }) => value);
  return { accounts: valuesOf('accounts'), journal: valuesOf('journal') } as unknown as Book;
}

function assertNoStateWithoutHistory({ connection }: SqliteStore): void {
  const orphans = connection
    .prepare('SELECT id FROM ledger_books WHERE id NOT IN (SELECT id FROM _persist_audits WHERE id IS NOT NULL)')
    .all();
  assert.deepEqual(orphans, []);
}

function assertEffects({ connection }: SqliteStore, log: CallLog, entries: ReadonlyMap<string, string>): void {
  const effects = new Map(
    connection
      .prepare<[], [string, number]>('SELECT request_id, count(*) FROM _persist_audits WHERE id IS NOT NULL GROUP BY 1')
      .raw()
      .all(),
  );
  const keys = new Set(
    connection
      .prepare<[], string>('SELECT idempotency_key FROM _persist_audits WHERE idempotency_key IS NOT NULL')
      .pluck()
      .all(),
  );
  const faults: string[] = [];
  for (const logged of log) {
    const { key } = logged.call;
    const fault = faultOf(logged, { effects: effects.get(key) ?? 0, hasKey: keys.has(key), entryId: entries.get(key) });
    if (fault !== undefined) faults.push(`${key} ${logged.call.path}: ${fault}`);
    effects.delete(key);
    keys.delete(key);
  }
  assert.deepEqual(faults, []);
  assert.deepEqual([...effects.keys(), ...keys], [], 'nothing is there that nobody asked for');
}

interface Found {
  /** Lines of the history. */
  readonly effects: number;
  /** Whether its answer is kept. */
  readonly hasKey: boolean;
  readonly entryId: string | undefined;
}

function faultOf({ call, answer }: LoggedCall, { effects, hasKey, entryId }: Found): string | undefined {
  if (answer === undefined) {
    if (effects !== 0 && effects !== call.effects) return `${effects} of its ${call.effects} changes are there`;
    return hasKey || effects === 0 ? undefined : 'it is there without its idempotency key';
  }
  if (effects !== call.effects) return `was acknowledged, and ${effects} of its ${call.effects} changes are there`;
  if (!hasKey) return 'was acknowledged, and its idempotency key is gone';
  if (entryId !== undefined && entryId !== idOf(answer.body)) return 'was acknowledged with another id';
  return undefined;
}

function idOf(body: string): string {
  return (JSON.parse(body) as { id: string }).id;
}
