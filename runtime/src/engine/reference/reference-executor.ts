import { aboutRecord } from '../../model/failed-record.js';
import { removalOf } from '../../store/removal.js';
import type { CommitOutcome, Store, StoredAggregate, WriteSet } from '../../store/store.js';
import { storable } from '../change-check.js';
import { checkState } from '../check-state.js';
import { bulkRefusalOf, refusalOf, type CommitFailure } from '../commit-refusal.js';
import type { Done, DoneMany } from '../engine.js';
import { invoke, invokeConstructor } from '../invocation.js';
import type { BulkJob, ChangeJob, CommandJob, CreateJob, Executor, Job, Reader, TargetedJob } from '../job.js';
import type { ModelRuntime } from '../model-runtime.js';
import { adopt, encodePublic, hydrate } from '../recorder/index.js';
import { checkIfMatch, notFound, someNotFound, targetOf } from '../refusals.js';
import { factsOf, storedView } from '../stored-record.js';
import { atOf, idempotencyOf, noEffects, produce, unite, type Produced, type Ran } from '../write-set.js';
import { diffStates } from './diff-states.js';

/**
 * What the recording executor must be indistinguishable from: one job at a time, on a copy made from the store,
 * one transaction each. Slow, and simple enough to be believed.
 */
export class ReferenceExecutor implements Executor {
  readonly #store: Store;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  run(job: Job): Promise<Done> {
    return this.#inTurn(() => this.#commit(job));
  }

  runAll(bulk: BulkJob): Promise<DoneMany> {
    return this.#inTurn(() => this.#commitAll(bulk));
  }

  async read<T>(model: ModelRuntime, id: string, reader: Reader<T>): Promise<T> {
    const stored = await this.#load({ model, id });
    const state = copyOf(model, stored);
    return reader.look(storedView(stored, state));
  }

  async drain(): Promise<void> {
    await this.#last;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    // The next job waits for this one, however it ends; its caller hears of the failure.
    this.#last = turn.then(() => undefined, () => undefined);
    return turn;
  }

  async #commit(job: Job): Promise<Done> {
    const { done, writeSet } = produce(job, job.kind === 'create' ? create(job) : await this.#change(job));
    const outcome = await this.#write(writeSet);
    if (outcome.kind === 'committed') return done;
    // Another process was faster; whoever gave If-Match is told so when the job looks at the new version.
    if (outcome.kind === 'version_conflict' && job.kind !== 'create') return this.#commit(job);
    throw refusalOf(outcome);
  }

  async #commitAll(bulk: BulkJob): Promise<DoneMany> {
    const all: Produced[] = [];
    for (const [job, stored] of await this.#loadAll(bulk.jobs)) {
      try {
        all.push(produce(job, await runOnCopy(job, stored)));
      } catch (error) {
        throw aboutRecord(error, job.id);
      }
    }
    const done: DoneMany = { kind: 'done', each: all.map((produced) => produced.done) };
    const outcome = await this.#write(unite(all, idempotencyOf(bulk, done)));
    if (outcome.kind === 'committed') return done;
    if (outcome.kind === 'version_conflict') return this.#commitAll(bulk);
    throw bulkRefusalOf(outcome);
  }

  async #loadAll(jobs: readonly CommandJob[]): Promise<readonly (readonly [CommandJob, StoredAggregate])[]> {
    const loaded = await Promise.all(
      jobs.map(async (job) => [job, await this.#store.load(job.model.node.name, job.id)] as const),
    );
    const missing = loaded.filter(([, stored]) => stored === undefined);
    if (missing.length > 0) throw someNotFound(missing.map(([job]) => targetOf(job)));
    return loaded.map(([job, stored]) => [job, stored!]);
  }

  async #write(writeSet: WriteSet): Promise<CommitOutcome | CommitFailure> {
    try {
      const [outcome] = await this.#store.commit([writeSet]);
      return outcome!;
    } catch (cause) {
      return { kind: 'failed', cause };
    }
  }

  async #change(job: TargetedJob): Promise<Ran> {
    const stored = await this.#load(job);
    checkIfMatch(job.call, targetOf(job), stored.version);
    if (job.kind !== 'remove') return runOnCopy(job, stored);
    const { version, updatedAt } = stored;
    return { version, updatedAt, changes: removalOf(job.model.node, stored), effects: noEffects };
  }

  async #load({ model, id }: { readonly model: ModelRuntime; readonly id: string }): Promise<StoredAggregate> {
    const stored = await this.#store.load(model.node.name, id);
    if (stored === undefined) throw notFound({ model: model.node.name, id });
    return stored;
  }
}

function create(job: CreateJob): Ran {
  const { model, id } = job;
  const { instance, effects } = invokeConstructor(job);
  const { state, changes } = storable(model.node, () => adopt(model.plan, instance));
  checkState(job, changes, state.instance);
  const at = atOf(job);
  const record = { ...factsOf({ id, version: 1, createdAt: at, updatedAt: at }), ...encodePublic(state) };
  return { version: 0, changes, effects, record };
}

async function runOnCopy(job: ChangeJob, stored: StoredAggregate): Promise<Ran> {
  const { model } = job;
  const { instance } = copyOf(model, stored);
  const effects = await invoke(job, instance, stored.version);
  const { state, changes: after } = storable(model.node, () => adopt(model.plan, instance));
  const changes = diffStates(model.plan, stored, after);
  checkState(job, changes, instance);
  const { version, updatedAt } = stored;
  const ran = { version, updatedAt, changes, effects };
  if (job.kind === 'command') return ran;
  const facts = { ...stored, version: stored.version + 1, updatedAt: atOf(job, updatedAt) };
  return { ...ran, record: { ...factsOf(facts), ...encodePublic(state) } };
}

function copyOf(model: ModelRuntime, stored: StoredAggregate) {
  return hydrate(model.plan, model.type.prototype as object, stored);
}
