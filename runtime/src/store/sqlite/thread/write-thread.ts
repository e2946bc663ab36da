import { Worker } from 'node:worker_threads';
import { StoreError } from '../../store-error.js';
import type { WriteSet } from '../../store.js';
import type { AppendedRows } from '../read/foreign-writes.js';
import type { Committed } from '../write/group-committer.js';
import { Announcements } from './announcements.js';
import { receivedFailure } from './sent-failure.js';
import type { CommitReply, WriterReply, WriterRequest, WriterStart } from './writer-messages.js';

export type WriteThreadOptions = Omit<WriterStart, 'announcements'>;

interface Waiting {
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/** Commits in a thread of its own: encoding rows, writing pages and waiting for the disk cost the others nothing. */
export class WriteThread {
  /** Resolves when its connection is open, or cannot be opened. */
  readonly opened: Promise<void>;
  readonly #exited: Promise<void>;
  readonly #worker: Worker;
  readonly #file: string;
  readonly #announcements = new Announcements();
  /** Who waits for the answer to what was sent, oldest first. */
  readonly #waiting: Waiting[] = [];
  #isReady = false;
  #isClosing = false;
  #hasEnded = false;
  #refusal: StoreError | undefined;

  constructor(options: WriteThreadOptions) {
    const workerData: WriterStart = { ...options, announcements: this.#announcements.buffer };
    this.#file = options.file;
    this.#worker = new Worker(new URL('./writer.js', import.meta.url), { name: 'persist writer', workerData });
    this.#worker.unref();
    this.#worker.on('message', (reply: WriterReply) => this.#hear(reply));
    this.#worker.on('error', (cause) => this.#end(cause));
    this.#exited = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.opened = Promise.race([
      this.#exited,
      new Promise<void>((resolve) => this.#worker.once('message', () => resolve())),
    ]);
    void this.#exited.then(() => this.#end(undefined));
  }

  /** Whether it takes commits: not before its connection is open. */
  get isReady(): boolean {
    return this.#isReady && !this.#isClosing;
  }

  /** Whether it has not answered yet. */
  get isBusy(): boolean {
    return this.#waiting.length > 0;
  }

  /** Why it commits nothing any more. */
  get refusal(): StoreError | undefined {
    return this.#refusal;
  }

  /** What it is committing, or has committed last. */
  get announced(): AppendedRows | undefined {
    return this.#announcements.latest();
  }

  commit(group: readonly WriteSet[], now: Date): Promise<Committed> {
    return new Promise((resolve, reject) => {
      // A process does not end while somebody waits for a commit.
      if (!this.isBusy) this.#worker.ref();
      this.#send({ kind: 'commit', group, now: now.getTime() });
      this.#waiting.push({ resolve, reject });
    });
  }

  /** Ends it, once what was sent before is done. */
  async close(): Promise<void> {
    if (this.#isClosing || this.#hasEnded) return;
    this.#isClosing = true;
    this.#worker.ref();
    this.#send({ kind: 'close' });
    await this.#exited;
  }

  #send(request: WriterRequest): void {
    this.#worker.postMessage(request);
  }

  #hear(reply: WriterReply): void {
    if (reply.kind === 'ready') this.#isReady = true;
    else if (reply.kind === 'halted') this.#refusal ??= receivedFailure(reply.refusal);
    else this.#settle(reply);
  }

  #settle(reply: CommitReply): void {
    const { resolve, reject } = this.#waiting.shift()!;
    if (!this.isBusy && !this.#isClosing) this.#worker.unref();
    if (reply.kind === 'committed') resolve(reply.committed);
    else reject(receivedFailure(reply.failure));
  }

  #end(cause: unknown): void {
    const wasReady = this.#isReady;
    this.#isReady = false;
    this.#hasEnded = true;
    // One that could not open its connection is done without: who commits instead meets the cause, if it lasts.
    if (!wasReady || (this.#isClosing && !this.isBusy)) return;
    // What was being committed may be on disk or not.
    const text = `The thread that writes to ${this.#file} has ended.`;
    this.#refusal ??= new StoreError('store_halted', text, { cause });
    for (const { reject } of this.#waiting.splice(0)) reject(this.#refusal);
  }
}
