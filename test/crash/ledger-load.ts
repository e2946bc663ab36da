import { CallLog } from './call-log.js';
import {
  createBook,
  openAccount,
  openAccountInAll,
  overdraft,
  removeBook,
  transfer,
  type BookOfAccounts,
  type LedgerAnswer,
  type LedgerCall,
} from './ledger-call.js';
import { LedgerClient } from './ledger-client.js';
import { Random } from './random.js';

export const CONNECTIONS = 64;
const SHARED_BOOKS = 2;
const SHARED_ACCOUNTS = 10;

/** What clients do without pause until the server is gone: everything that a ledger can be asked, all over it. */
export class LedgerLoad {
  /** Everything that was ever asked. */
  readonly log = new CallLog();
  readonly #random: Random;
  readonly #shared: BookOfAccounts[] = [];
  readonly #own = new Map<number, BookOfAccounts>();
  #keys = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  /** Books that all clients work on. */
  async prepare(url: string): Promise<void> {
    const client = new LedgerClient(url, this.log, 1);
    const send: Send = (call) => client.send(call);
    while (this.#shared.length < SHARED_BOOKS) this.#shared.push(await this.#newBook(send, SHARED_ACCOUNTS));
    await client.close();
  }

  /** Starts all clients; they go on until they are stopped or the server is gone. */
  start(url: string): RunningLoad {
    const client = new LedgerClient(url, this.log, CONNECTIONS);
    return new RunningLoad(client, (each, running) => this.#run(each, client, running));
  }

  async #run(each: number, client: LedgerClient, running: RunningLoad): Promise<void> {
    const send = async (call: LedgerCall) => running.counted(await client.send(call));
    try {
      while (!running.stopping) await this.#next(each, send);
    } catch (error) {
      if (!(error instanceof ServerGone)) throw error;
    }
  }

  async #next(each: number, send: Send): Promise<void> {
    const own = this.#own.get(each);
    if (own === undefined) {
      this.#own.set(each, await this.#newBook(send, 2));
      return;
    }
    const n = this.#random.below(1000);
    const book = n < 700 ? this.#random.pick(this.#shared) : own;
    if (n % 25 === 0) await this.#passingBook(send);
    else if (n % 25 === 1) await send(openAccountInAll(this.#key(), [own, ...this.#shared].map(({ id }) => id)));
    else if (n % 25 < 5) await send(overdraft(this.#key(), book, n));
    else if (n % 25 < 7) await send(openAccount(this.#key(), own.id));
    else await send(transfer(this.#key(), book, n));
  }

  /** Comes and goes. */
  async #passingBook(send: Send): Promise<void> {
    const { id } = await this.#newBook(send, 1);
    await send(removeBook(this.#key(), id));
  }

  async #newBook(send: Send, accounts: number): Promise<BookOfAccounts> {
    const { id } = recordOf(await send(createBook(this.#key())));
    const accountIds: string[] = [];
    while (accountIds.length < accounts) {
      accountIds.push(recordOf(await send(openAccount(this.#key(), id))).id);
    }
    return { id, accountIds };
  }

  #key(): string {
    return `call-${String((this.#keys += 1)).padStart(8, '0')}`;
  }
}

/** Clients at work. */
export class RunningLoad {
  stopping = false;
  readonly #clients: Promise<unknown>;
  readonly #client: LedgerClient;
  #answers = 0;
  #notify: () => void = () => undefined;

  constructor(client: LedgerClient, run: (each: number, load: RunningLoad) => Promise<void>) {
    this.#client = client;
    this.#clients = Promise.all(Array.from({ length: CONNECTIONS }, (_, each) => run(each, this)));
  }

  /** Resolves when that many calls were answered. */
  answers(count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#notify = () => {
        if (this.#answers >= count) resolve();
      };
      this.#notify();
      this.#clients.then(() => reject(new Error('The server was gone before it had answered enough.')), reject);
    });
  }

  /** Lets every client finish what it waits for. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.ended();
  }

  /** Resolves when every client has ended, such as when the server is gone. */
  async ended(): Promise<void> {
    await this.#clients;
    await this.#client.close();
  }

  /** @internal @throws {ServerGone} which ends the client. */
  counted(answer: LedgerAnswer | undefined): LedgerAnswer {
    if (answer === undefined) throw new ServerGone();
    this.#answers += 1;
    this.#notify();
    return answer;
  }
}

class ServerGone extends Error {}

type Send = (call: LedgerCall) => Promise<LedgerAnswer | undefined>;

function recordOf(answer: LedgerAnswer | undefined): { readonly id: string } {
  if (answer === undefined) throw new ServerGone();
  return JSON.parse(answer.body) as { id: string };
}
