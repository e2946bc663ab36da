import type { CommitOutcome, Store, StoredAggregate, WriteSet } from '../../store/store.js';
import { storable } from '../change-check.js';
import { collectionSize } from '../collection-size.js';
import { refusalOf, type CommitFailure } from '../commit-refusal.js';
import type { Done } from '../engine.js';
import { invokeCommand, invokeConstructor } from '../invocation.js';
import type { CommandJob, CreateJob, Executor, Job, Reader, TargetedJob } from '../job.js';
import { invalid } from '../invalid.js';
import type { ModelRuntime } from '../model-runtime.js';
import { adopt, encodePublic, hydrate } from '../recorder/index.js';
import { checkIfMatch, notFound, targetOf } from '../refusals.js';
import { factsOf } from '../stored-record.js';
import { atOf, noChanges, noEffects, produce, type Ran } from '../write-set.js';
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
    const turn = this.#last.then(() => this.#commit(job));
    // The next job waits for this one, however it ends; its caller hears of the failure.
    this.#last = turn.then(() => undefined, () => undefined);
    return turn;
  }

  async read<T>(model: ModelRuntime, id: string, reader: Reader<T>): Promise<T> {
    const stored = await this.#load({ model, id });
    const state = copyOf(model, stored);
    return reader.look({
      ...stored,
      self: state.instance,
      record: () => ({ ...factsOf(stored), ...encodePublic(state) }),
    });
  }

  async drain(): Promise<void> {
    await this.#last;
  }

  async #commit(job: Job): Promise<Done> {
    const { done, writeSet } = produce(job, job.kind === 'create' ? create(job) : await this.#change(job));
    const outcome = await this.#write(writeSet);
    if (outcome.kind === 'committed') return done;
    // Another process was faster; whoever gave If-Match is told so when the job looks at the new version.
    if (outcome.kind === 'version_conflict' && job.kind !== 'create') return this.#commit(job);
    throw refusalOf(outcome, job);
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
    if (job.kind === 'remove') return { version: stored.version, changes: noChanges, effects: noEffects };
    return runOnCopy(job, stored);
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
  refuse(model, changes, state.instance);
  const at = atOf(job);
  const record = { ...factsOf({ id, version: 1, createdAt: at, updatedAt: at }), ...encodePublic(state) };
  return { version: 0, changes, effects, record };
}

async function runOnCopy(job: CommandJob, stored: StoredAggregate): Promise<Ran> {
  const { instance } = copyOf(job.model, stored);
  const effects = await invokeCommand(job, instance, stored.version);
  const after = storable(job.model.node, () => adopt(job.model.plan, instance).changes);
  const changes = diffStates(job.model.plan, stored, after);
  refuse(job.model, changes, instance);
  return { version: stored.version, changes, effects };
}

function copyOf(model: ModelRuntime, stored: StoredAggregate) {
  return hydrate(model.plan, model.type.prototype as object, stored);
}

function refuse(model: ModelRuntime, changes: Ran['changes'], instance: object): void {
  const violations = model.checkChanges(changes, (field) => collectionSize(instance, field));
  if (violations.length > 0) throw invalid('The command leaves a state that breaks its contract', violations);
}
