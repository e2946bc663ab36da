import type { CommitOutcome, WriteSet } from '../../store.js';
import type { StoreError } from '../../store-error.js';
import type { AppendedRows } from '../read/foreign-writes.js';
import type { Committed } from '../write/group-committer.js';
import { WriteThread, type WriteThreadOptions } from './write-thread.js';

/** When groups are committed by a thread of its own: where that frees more than it costs, always, or never. */
export type ThreadUse = 'large' | 'always' | 'never';

export interface CommitPathParts {
  readonly use: ThreadUse;
  readonly clock: () => Date;
  /** What to start the thread with, once there is something for it. */
  readonly start: () => WriteThreadOptions;
  /** Commits in this thread. */
  readonly here: {
    readonly refusal: StoreError | undefined;
    commit(group: readonly WriteSet[]): Promise<Committed>;
  };
  /** Hears of each commit; `elsewhere` where it was the thread's. */
  readonly appended: (rows: AppendedRows, elsewhere: boolean) => void;
}

/** Decides where groups are committed: small ones here, at once; large ones in a thread of its own. */
export class CommitPath {
  readonly #parts: CommitPathParts;
  #thread: WriteThread | undefined;

  constructor(parts: CommitPathParts) {
    this.#parts = parts;
  }

  /** Why nothing is committed any more, here or there. */
  get refusal(): StoreError | undefined {
    return this.#parts.here.refusal ?? this.#thread?.refusal;
  }

  /** What the thread is committing, or has committed last. */
  get announced(): AppendedRows | undefined {
    return this.#thread?.announced;
  }

  async commit(group: readonly WriteSet[]): Promise<readonly CommitOutcome[]> {
    const { use, clock, here, appended } = this.#parts;
    if (use === 'always') await this.#start().opened;
    const thread = this.#threadFor(group);
    if (this.refusal !== undefined) throw this.refusal;
    const { outcomes, rows } = await (thread === undefined ? here.commit(group) : thread.commit(group, clock()));
    appended(rows, thread !== undefined);
    return outcomes;
  }

  /** Ends the thread; the next large group starts another. */
  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.close();
  }

  #threadFor({ length }: readonly WriteSet[]): WriteThread | undefined {
    const { use } = this.#parts;
    // Behind what it is busy with: of two connections one would wait for the lock of the other.
    if (this.#thread?.isBusy === true) return this.#thread;
    if (use === 'never' || (use === 'large' && length < LARGE)) return undefined;
    const thread = this.#start();
    return thread.isReady ? thread : undefined;
  }

  #start(): WriteThread {
    return (this.#thread ??= new WriteThread(this.#parts.start()));
  }
}

/** Write sets from which on the way to the thread and back costs less than it frees. */
const LARGE = 8;
