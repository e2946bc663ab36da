import type { Done } from '../engine.js';
import type { TargetedJob } from '../job.js';
import type { ModelRuntime } from '../model-runtime.js';
import type { LiveState, Recording } from '../recorder/index.js';
import type { Entry } from './committer.js';
import type { Hold } from './hold.js';

/** One aggregate's place in memory: its state, the jobs that wait for it, the jobs that wait for the disk. */
export class AggregateCell {
  /** `undefined` before loading and where there is no such record. */
  live: LiveAggregate | undefined;
  /** What {@link HotSet.trust} was when the state was last known to be current. */
  trust = -1;
  /** Jobs that have not run, and units that want the cell for themselves; oldest first. */
  readonly queue: (Ticket | Hold)[] = [];
  /** Jobs that ran on memory and are not committed, oldest first. */
  readonly pending: Pending[] = [];
  /** The async command that is running. */
  running: Running | undefined;
  /** What a unit that holds the cell has done to the state: nothing yet, or something that is not on disk. */
  occupancy: 'free' | 'running' | 'committing' = 'free';
  /** Whether somebody is working through the queue. */
  busy = false;
  /** A load under way, shared by all who need it. */
  loading: Promise<LiveAggregate | undefined> | undefined;
  /** Readers between their await and their look. */
  readers = 0;
  /** Accounted for by the hot set. */
  bytes = 0;

  #waiters: (() => void)[] = [];

  constructor(
    readonly key: string,
    readonly model: ModelRuntime,
    readonly id: string,
  ) {}

  get idle(): boolean {
    return !this.busy && this.readers === 0 && this.queue.length === 0 && this.pending.length === 0;
  }

  /** Whether the state may be ahead of the disk for longer than a commit takes: readers do not wait for that. */
  get isRunning(): boolean {
    return this.running !== undefined || this.occupancy === 'running';
  }

  /** Whether a commit will tell what becomes of the state. */
  get isCommitting(): boolean {
    return this.pending.length > 0 || this.occupancy === 'committing';
  }

  /** Resolves when the next commit of this aggregate has ended; at once where nothing waits for the disk. */
  settlement(): Promise<void> {
    if (!this.isCommitting) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Wakes who waits for the {@link settlement}. */
  announce(): void {
    if (this.#waiters.length === 0) return;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}

/** An aggregate's state in memory with the framework's facts about it; ahead of the disk while jobs are pending. */
export interface LiveAggregate {
  readonly state: LiveState;
  readonly id: string;
  version: number;
  readonly createdAt: string;
  updatedAt: string;
  /** A removal ran and is not committed yet. */
  removed: boolean;
  /** The public record as JSON text, as it was last asked for. */
  shown?: ShownRecord;
}

export interface ShownRecord {
  readonly version: number;
  readonly text: string;
}

/** A job and whom to tell. */
export interface Ticket {
  readonly job: TargetedJob;
  /** How often another process was faster. */
  attempts: number;
  /** When it joined the line of a busy aggregate, in the milliseconds of `performance.now()`. */
  since: number | undefined;
  resolve(done: Done): void;
  reject(error: unknown): void;
}

/** A job that ran, on memory that is ahead of the disk; how it ends is told when all before it are on disk. */
export interface Pending {
  readonly ticket: Ticket;
  /** Its place in the next commit; none where the job was refused and there is nothing to write. */
  readonly entry: Entry | undefined;
  /** Tells the caller. */
  conclude(): void;
  /** Plays the job back; newest first. */
  undo(): void;
}

export interface Running {
  readonly ticket: Ticket;
  readonly recording: Recording;
  /** The state it ran on was taken back: it will run again, whatever it comes to. */
  abandoned: boolean;
}
