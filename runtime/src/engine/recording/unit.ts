import type { CommitOutcome, IdempotencyRecord } from '../../store/store.js';
import type { CommitFailure } from '../commit-refusal.js';
import type { Done } from '../engine.js';
import { chain, type Eventual } from '../eventual.js';
import { invoke } from '../invocation.js';
import type { ChangeJob } from '../job.js';
import { record } from '../recorder/index.js';
import { unite, type Produced } from '../write-set.js';
import type { AggregateCell, LiveAggregate } from './aggregate-cell.js';
import type { Committer } from './committer.js';
import type { Hold } from './hold.js';
import type { HotSet } from './hot-set.js';
import { sealJob } from './seal-job.js';

export interface UnitParts {
  readonly hot: HotSet;
  readonly committer: Committer;
  /** Queues a claim on a cell. */
  hold(cell: AggregateCell): Hold;
}

/**
 * Work on several aggregates that is committed as one. Its cells are its own from when they are held to the end of the
 * commit, so nothing rests on it while it is not on disk, and it rests on nothing that is not. Readers see the state
 * before it until then.
 */
export class Unit {
  readonly #parts: UnitParts;
  readonly #holds = new Map<AggregateCell, Hold>();
  /** What ran so far, oldest first. */
  #produced: Produced[] = [];
  /** How to take it back, oldest first. */
  #undo: (() => void)[] = [];

  constructor(parts: UnitParts) {
    this.#parts = parts;
  }

  /**
   * Claims all cells in one turn: of two units that share cells, one comes first on all of them, and none ever waits
   * for the other in a circle.
   *
   * @throws {PersistDomainError} `overloaded` where one of them is busy for too long; none is held then.
   */
  async hold(cells: readonly AggregateCell[]): Promise<void> {
    for (const cell of cells) this.#holds.set(cell, this.#parts.hold(cell));
    const holds = [...this.#holds.values()];
    try {
      await Promise.all(holds.map((hold) => hold.granted));
    } catch (error) {
      for (const hold of holds) hold.release();
      this.#holds.clear();
      throw error;
    }
  }

  /** Brings the cells into memory; one without a record is left without. */
  async load(): Promise<void> {
    const { hot } = this.#parts;
    await Promise.all([...this.#holds.keys()].map(async (cell) => hot.current(cell) ?? hot.load(cell)));
  }

  /** Runs a job on a held cell that has a record; in this turn unless it is async. Where it throws, take all back. */
  run(cell: AggregateCell, job: ChangeJob): Eventual<Done> {
    const live = cell.live!;
    const { version, updatedAt } = live;
    const recording = record(live.state);
    cell.occupancy = 'running';
    this.#undo.push(() => {
      recording.undo();
      Object.assign(live, { version, updatedAt } satisfies Partial<LiveAggregate>);
    });
    return chain(invoke(job, recording.self, version), (effects) => {
      const produced = sealJob(job, live, { recording, effects });
      Object.assign(live, { version: produced.done.version, updatedAt: produced.at } satisfies Partial<LiveAggregate>);
      this.#produced.push(produced);
      return produced.done;
    });
  }

  /** Commits what ran, or takes it back; then the unit can start over, on what is stored where memory was old. */
  async commit(idempotency: IdempotencyRecord | undefined): Promise<CommitOutcome | CommitFailure> {
    const writeSet = unite(this.#produced, idempotency);
    this.#occupy('committing');
    const outcome = await new Promise<CommitOutcome | CommitFailure>((settle) => {
      this.#parts.committer.add({ writeSet, state: 'waiting', settle });
    });
    if (outcome.kind === 'committed') this.#conclude();
    else this.takeBack();
    if (outcome.kind === 'version_conflict' || outcome.kind === 'failed') {
      for (const cell of this.#holds.keys()) this.#parts.hot.drop(cell);
    }
    return outcome;
  }

  /** Undoes what ran, newest first. */
  takeBack(): void {
    for (const undo of this.#undo.toReversed()) undo();
    this.#conclude();
  }

  /** Gives the cells back; what was not committed is undone. */
  release(): void {
    this.takeBack();
    for (const hold of this.#holds.values()) hold.release();
    this.#holds.clear();
  }

  #conclude(): void {
    this.#produced = [];
    this.#undo = [];
    this.#occupy('free');
    for (const cell of this.#holds.keys()) cell.announce();
  }

  #occupy(occupancy: AggregateCell['occupancy']): void {
    for (const cell of this.#holds.keys()) cell.occupancy = occupancy;
  }
}
