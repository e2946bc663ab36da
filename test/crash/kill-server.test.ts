import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pool } from 'undici';
import { ledgerServer } from './ledger-server.js';

const ROUNDS = 10;
const CONNECTIONS = 64;
const ACCOUNTS = 20;
const OPENING = 1_000_000;

interface Account {
  readonly id: string;
  readonly balanceMinor: number;
}

interface Book {
  readonly id: string;
  readonly version: number;
  readonly accounts: readonly Account[];
  readonly journal: readonly { readonly id: string; readonly memo: string }[];
}

test('kill -9 between requests loses nothing', async (t) => {
  const server = await ledgerServer(t);
  let url = await server.start();
  const { body: book } = await send<Book>(`${url}/api/ledger-books`, { name: 'Household' });
  const path = `/api/ledger-books/${book.id}`;

  for (let round = 1; round <= 3; round += 1) {
    const opened = await send<Account>(`${url}${path}/open-account`, newAccount(round));
    await server.kill();
    url = await server.start();

    const { accounts, version } = await read<Book>(`${url}${path}`);
    assert.equal(version, 1 + round);
    assert.equal(accounts.length, round);
    assert.deepEqual(accounts.at(-1), opened.body);
  }
});

test('kill -9 under load loses no acknowledged write and leaves nothing half-written', async (t) => {
  const server = await ledgerServer(t);
  let url = await server.start();
  const { body: book } = await send<Book>(`${url}/api/ledger-books`, { name: 'Household' });
  const path = `/api/ledger-books/${book.id}`;
  for (let n = 0; n < ACCOUNTS; n += 1) await send(`${url}${path}/open-account`, newAccount(n));
  const { accounts } = await read<Book>(`${url}${path}`);
  const acknowledged = new Map<string, string>();

  for (let round = 0; round < ROUNDS; round += 1) {
    const load = new Load(url, `${path}/create-transfer`, { accounts, round, acknowledged });
    await load.acknowledges(50 + Math.floor(Math.random() * 400));
    await server.kill();
    await load.ended();
    url = await server.start();

    await verify(url, path, acknowledged);
  }
  t.diagnostic(`${acknowledged.size} acknowledged transfers over ${ROUNDS} kills`);
});

async function verify(url: string, path: string, acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const { accounts, journal, version } = await read<Book>(`${url}${path}`);
  const booked = new Map(journal.map(({ memo, id }) => [memo, id] as const));
  const lost = [...acknowledged].filter(([key, id]) => booked.get(key) !== id);
  assert.deepEqual(lost, [], 'every acknowledged transfer is in the journal, under the id that was answered');
  assert.equal(new Set(journal.map(({ id }) => id)).size, journal.length, 'no transfer is there twice');
  assert.equal(version, 1 + journal.length, 'one journal entry and one version a command');
  assert.equal(accounts.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0), ACCOUNTS * OPENING);
  const report = await read<{ proven: boolean }>(`${url}${path}/views/balances`);
  assert.equal(report.proven, true, 'every balance is what its postings add up to');
  const history = await read<{ total: number }>(`${url}${path}/_audits?perPage=1`);
  assert.equal(history.total, version, 'one audit record a version');
  const [key, id] = [...acknowledged].at(-1)!;
  const replay = await send<{ id: string }>(`${url}${path}/create-transfer`, transferOf(key, accounts), key);
  assert.deepEqual([replay.body.id, replay.headers['idempotency-replayed']], [id, 'true']);
}

/** Clients that transfer without pause until the server is gone. */
class Load {
  readonly #pool: Pool;
  readonly #clients: Promise<unknown>;
  #acknowledged = 0;
  #notify: () => void = () => undefined;

  constructor(
    url: string,
    path: string,
    { accounts, round, acknowledged }: { accounts: readonly Account[]; round: number; acknowledged: Map<string, string> },
  ) {
    this.#pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
    let sent = 0;
    const client = async (): Promise<void> => {
      for (;;) {
        const key = `${round}-${(sent += 1)}`;
        const reply = await this.#post(path, transferOf(key, accounts), key);
        if (reply === undefined) return;
        acknowledged.set(key, reply.id);
        this.#acknowledged += 1;
        this.#notify();
      }
    };
    this.#clients = Promise.all(Array.from({ length: CONNECTIONS }, client));
  }

  /** Resolves when that many transfers were acknowledged. */
  acknowledges(count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#notify = () => {
        if (this.#acknowledged >= count) resolve();
      };
      this.#clients.then(() => reject(new Error('the server was gone too early')), reject);
    });
  }

  async ended(): Promise<void> {
    await this.#clients;
    await this.#pool.destroy();
  }

  /** `undefined` once the server does not answer any more. */
  async #post(path: string, body: object, key: string): Promise<{ id: string } | undefined> {
    let text: string;
    let statusCode: number;
    try {
      const response = await this.#pool.request({ method: 'POST', path, headers: headersOf(key), body: JSON.stringify(body) });
      text = await response.body.text();
      statusCode = response.statusCode;
    } catch {
      // Killed: whether this transfer is booked is not known, and must not matter.
      return undefined;
    }
    assert.equal(statusCode, 200, text);
    return JSON.parse(text) as { id: string };
  }
}

/** The same key always means the same transfer. */
function transferOf(key: string, accounts: readonly Account[]) {
  const n = Number(key.split('-')[1]);
  return {
    fromAccountId: accounts[n % ACCOUNTS]!.id,
    toAccountId: accounts[(n + 1 + (n % 7)) % ACCOUNTS]!.id,
    amountMinor: 1 + (n % 5),
    memo: key,
  };
}

function newAccount(n: number) {
  return { ownerName: `Owner ${n}`, currency: 'EUR', openingBalanceMinor: OPENING };
}

function headersOf(key?: string): Record<string, string> {
  return { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) };
}

async function send<Body>(url: string, body: object, key?: string) {
  const response = await fetch(url, { method: 'POST', headers: headersOf(key), body: JSON.stringify(body) });
  const text = await response.text();
  assert.ok(response.ok, `${response.status}: ${text}`);
  return { body: JSON.parse(text) as Body, headers: Object.fromEntries(response.headers) };
}

async function read<Body>(url: string): Promise<Body> {
  const response = await fetch(url);
  const text = await response.text();
  assert.ok(response.ok, `${response.status}: ${text}`);
  return JSON.parse(text) as Body;
}
