import type { Store } from '../../store/store.js';
import { storable } from '../change-check.js';
import { checkState } from '../check-state.js';
import { refusalOf } from '../commit-refusal.js';
import type { Done, DoneMany } from '../engine.js';
import type { Eventual } from '../eventual.js';
import { invokeConstructor } from '../invocation.js';
import type { BulkJob, CreateJob, Executor, Job, Reader } from '../job.js';
import type { ModelRuntime } from '../model-runtime.js';
import { adopt, encodePublic, hydrate } from '../recorder/index.js';
import { notFound } from '../refusals.js';
import { factsOf, storedView } from '../stored-record.js';
import { atOf, produce } from '../write-set.js';
import type { AggregateCell, LiveAggregate } from './aggregate-cell.js';
import { BulkRunner } from './bulk-runner.js';
import { CellRunner, type RetryPolicy } from './cell-runner.js';
import { Committer } from './committer.js';
import { HotSet } from './hot-set.js';
import { look } from './live-view.js';
import type { WaitingLimits } from './waiting-line.js';

export interface RecordingOptions extends WaitingLimits {
  /** What aggregates kept in memory may take, in bytes. */
  readonly hotBytes: number;
  readonly retry: RetryPolicy;
}

/**
 * Runs commands in place on live objects, one aggregate's in the order they came, and commits all that are ready in
 * one turn of the event loop together. Later commands on an aggregate run on memory that is not yet on disk.
 */
export class RecordingExecutor implements Executor {
  readonly #store: Store;
  readonly #hot: HotSet;
  readonly #committer: Committer;
  readonly #runner: CellRunner;
  readonly #bulk: BulkRunner;

  constructor(store: Store, { hotBytes, retry, ...waiting }: RecordingOptions) {
    const hot = new HotSet(store, hotBytes);
    const committer = new Committer(store);
    const runner = new CellRunner({ hot, committer, retry, waiting });
    this.#store = store;
    this.#hot = hot;
    this.#committer = committer;
    this.#runner = runner;
    this.#bulk = new BulkRunner({ hot, committer, retry, hold: (cell) => runner.hold(cell) });
  }

  run(job: Job): Promise<Done> {
    if (job.kind === 'create') return this.#create(job);
    return this.#runner.run(this.#hot.cell(job.model, job.id), job);
  }

  runAll(bulk: BulkJob): Promise<DoneMany> {
    return this.#bulk.run(bulk);
  }

  read<T>(model: ModelRuntime, id: string, reader: Reader<T>): Eventual<T> {
    const cell = this.#hot.cell(model, id);
    try {
      const live = reader.async ? undefined : this.#committed(cell);
      return live === undefined ? this.#readLater(cell, reader) : look(model, live, reader);
    } finally {
      this.#hot.release(cell);
    }
  }

  drain(): Promise<void> {
    this.#hot.clear();
    return Promise.resolve();
  }

  #create(job: CreateJob): Promise<Done> {
    const { model, id } = job;
    const { instance, effects } = invokeConstructor(job);
    const { state, changes } = storable(model.node, () => adopt(model.plan, instance));
    checkState(job, changes, state.instance);
    const at = atOf(job);
    const facts = { id, version: 1, createdAt: at, updatedAt: at };
    const record = { ...factsOf(facts), ...encodePublic(state) };
    const { done, writeSet } = produce(job, { version: 0, changes, effects, record });
    // Others may change it as soon as it is on disk, before this process knows that it is.
    const { trust } = this.#hot;
    return new Promise((resolve, reject) => {
      this.#committer.add({
        writeSet,
        state: 'waiting',
        settle: (outcome) => {
          if (outcome.kind !== 'committed') return reject(refusalOf(outcome));
          this.#hot.adopt(this.#hot.cell(model, id), { state, ...facts, removed: false }, trust);
          resolve(done);
        },
      });
    });
  }

  async #readLater<T>(cell: AggregateCell, reader: Reader<T>): Promise<T> {
    cell.readers += 1;
    try {
      if (reader.async) return await this.#readStored(cell, reader);
      await this.#catchUp(cell);
      // Asked for anew, not handed through the await: a command may have come in. Then the store answers.
      const live = this.#committed(cell);
      return await (live === undefined ? this.#readStored(cell, reader) : look(cell.model, live, reader));
    } finally {
      cell.readers -= 1;
      this.#hot.release(cell);
    }
  }

  /** The live state where it is the committed one, for use in this very turn: the next command changes it in place. */
  #committed(cell: AggregateCell): LiveAggregate | undefined {
    return cell.isRunning || cell.isCommitting ? undefined : this.#hot.current(cell);
  }

  /** Waits for the commit that is next, or loads; not for an async command, nor for a commit that has to wait itself. */
  async #catchUp(cell: AggregateCell): Promise<void> {
    if (cell.isRunning) return;
    if (cell.isCommitting && !(await inTime(cell.settlement()))) return;
    // Whoever is busy with the cell works on the state that it has now.
    if (!cell.busy && this.#hot.current(cell) === undefined) await this.#hot.load(cell);
  }

  async #readStored<T>(cell: AggregateCell, reader: Reader<T>): Promise<T> {
    const { model, id } = cell;
    const stored = await this.#store.load(model.node.name, id);
    if (stored === undefined) throw notFound({ model: model.node.name, id });
    const state = hydrate(model.plan, model.type.prototype as object, stored);
    return reader.look(storedView(stored, state));
  }
}

/** What a commit takes at most, in milliseconds, unless another process holds the lock. */
const COMMIT_MS = 20;

function inTime(settlement: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), COMMIT_MS);
    void settlement.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
