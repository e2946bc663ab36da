import type { CommandNode, Json, QueryNode, ViewNode } from '@persist/contract';
import { aboutNoRecord } from '../model/failed-record.js';
import { PersistDomainError } from '../model/persist-domain-error.js';
import { nextAuditCursor, nextRecordCursor } from '../query/index.js';
import type { QueryPlan } from '../store/query-plan.js';
import type { AuditQuery, Store, StoredAggregate } from '../store/store.js';
import { Admission } from './admission.js';
import type {
  Answer,
  AuditPage,
  Call,
  DoneMany,
  Engine,
  Intent,
  Page,
  ReadOptions,
  RecordOptions,
  RecordText,
  Settled,
  Snapshot,
  Target,
} from './engine.js';
import { Ambient, type Environment } from './environment.js';
import { chain, type Eventual } from './eventual.js';
import { IdempotencyGuard } from './idempotency-guard.js';
import type { CommandJob, CommittedView, Executor, Job, Reader } from './job.js';
import type { MethodRuntime, ModelRuntime } from './model-runtime.js';
import { pastState } from './past-state.js';
import { patchRuntimeOf } from './patch/patch-runtime.js';
import { publicAudit } from './public-audit.js';
import { notFound } from './refusals.js';
import { showComputed, showStored } from './stored-record.js';

export interface EngineParts {
  readonly store: Store;
  readonly executor: Executor;
  readonly environment: Environment;
  readonly models: ReadonlyMap<string, ModelRuntime>;
  /** Calls under way at once; one more is refused as `overloaded`. */
  readonly maxConcurrentCalls: number;
}

/** The part of an engine that does not touch state: names, checks, replays, admission. */
export class CommandEngine implements Engine {
  readonly #parts: EngineParts;
  readonly #guard: IdempotencyGuard;
  readonly #door: Admission;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#guard = new IdempotencyGuard(parts.store);
    this.#door = new Admission(parts.maxConcurrentCalls);
  }

  create(model: string, input: Json, call: Call): Promise<Settled> {
    return this.#door.enter(`create of ${model}`, async () => {
      const runtime = this.#model(model);
      const { environment } = this.#parts;
      const ambient = new Ambient(environment);
      const job: Job = { kind: 'create', model: runtime, id: environment.uuid(), input, call, ambient };
      return this.#settle(job, () => runtime.create.check(input));
    });
  }

  execute(target: Target, { command: name, input }: Intent, call: Call): Promise<Settled> {
    return this.#door.enter(`${name} of ${target.model}`, async () => {
      const model = this.#model(target.model);
      const command = member(model, model.commands, name);
      const ambient = new Ambient(this.#parts.environment);
      const job: Job = { kind: 'command', model, id: target.id, command, input, call, ambient };
      return this.#settle(job, () => {
        if (command.node.requireIfMatch) refuseUnconditional(call, name);
        command.check(input);
      });
    });
  }

  executeMany(model: string, { command: name, input }: Intent, call: Call<DoneMany>): Promise<Settled<DoneMany>> {
    return this.#door.enter(`bulk ${name} of ${model}`, async () => {
      const runtime = this.#model(model);
      const command = member(runtime, runtime.commands, name);
      refuseConditional(call, command.node);
      const { environment, executor } = this.#parts;
      const ambient = new Ambient(environment);
      const work = async () => {
        const payload = command.bulk.read(input);
        const { actor, requestId } = call;
        const each = { kind: 'command', model: runtime, command, input: payload.input, bulk: true } as const;
        const jobs = payload.ids.map((id): CommandJob => {
          return { ...each, id, call: { actor, requestId }, ambient: new Ambient(environment, ambient.now) };
        });
        return executor.runAll({ call, ambient, jobs });
      };
      return this.#guard.once({ call, ambient }, { work, looksFirst: true });
    });
  }

  patch(target: Target, input: Json, call: Call): Promise<Settled> {
    return this.#door.enter(`patch of ${target.model}`, async () => {
      const model = this.#model(target.model);
      const patch = patchRuntimeOf(model);
      const ambient = new Ambient(this.#parts.environment);
      const job: Job = { kind: 'patch', model, id: target.id, patch, input, call, ambient };
      return this.#settle(job, () => patch.check(input));
    });
  }

  remove(target: Target, call: Call): Promise<Settled> {
    return this.#door.enter(`remove of ${target.model}`, async () => {
      const model = this.#model(target.model);
      const ambient = new Ambient(this.#parts.environment);
      return this.#settle({ kind: 'remove', model, id: target.id, call, ambient }, () => undefined);
    });
  }

  read({ model, id }: Target, options: RecordOptions = {}): Promise<Snapshot> {
    return this.#door.enter(`read of ${model}`, () => {
      const runtime = this.#model(model);
      if (options.at !== undefined) {
        const past = pastState({ store: this.#parts.store, model: runtime.node }, id, options.at);
        return past.then((row) => pastSnapshot(runtime, row, options));
      }
      return this.#parts.executor.read(runtime, id, {
        async: false,
        look: (view) => snapshotOf(runtime, view, options),
      });
    });
  }

  readText({ model, id }: Target): Eventual<RecordText> {
    return this.#door.glance(`read of ${model}`, () => this.#parts.executor.read(this.#model(model), id, textReader));
  }

  query(target: Target, name: string, input: Json): Promise<Answer> {
    return this.#door.enter(`${name} of ${target.model}`, () => {
      const model = this.#model(target.model);
      return this.#answer(model, target.id, { method: member(model, model.queries, name), input });
    });
  }

  view(target: Target, name: string, input: Json): Promise<Answer> {
    return this.#door.enter(`${name} of ${target.model}`, () => {
      const model = this.#model(target.model);
      return this.#answer(model, target.id, { method: member(model, model.views, name), input });
    });
  }

  list(plan: QueryPlan, options: ReadOptions = {}): Promise<Page> {
    return this.#door.enter(`list of ${plan.model}`, async () => {
      const model = this.#model(plan.model);
      const rows = await this.#parts.store.query(plan);
      const computed = options.computed === true ? rows.items.map((row) => showComputed(model, row)) : undefined;
      const items = rows.items.map((row) => showStored(model, row));
      return { items, total: rows.total, nextCursor: rows.more ? nextRecordCursor(plan, items.at(-1)!) : undefined, computed };
    });
  }

  audits(query: AuditQuery): Promise<AuditPage> {
    const { model, id } = query;
    return this.#door.enter(`audits of ${model}`, async () => {
      const { node } = this.#model(model);
      const { items, total, more } = await this.#parts.store.audits(query);
      if (total === 0 && !(await hasHistory(this.#parts.store, { model, id }))) throw notFound({ model, id });
      return {
        items: items.map((record) => publicAudit(node, record)),
        total,
        nextCursor: more ? nextAuditCursor(query, items.at(-1)!) : undefined,
      };
    });
  }

  async drain(): Promise<void> {
    await this.#door.close();
    await this.#parts.executor.drain();
  }

  /** A replay is answered whatever the input now would be told: what once was accepted stays answered. */
  #settle(job: Job, check: () => unknown): Promise<Settled> {
    const work = async () => {
      check();
      try {
        return await this.#parts.executor.run(job);
      } catch (error) {
        throw aboutNoRecord(error);
      }
    };
    return this.#guard.once(job, { work, looksFirst: job.kind === 'command' && job.command.node.async });
  }

  #answer(model: ModelRuntime, id: string, { method, input }: Question): Eventual<Answer> {
    method.check(input);
    const { async } = method.node;
    return this.#parts.executor.read<Answer>(model, id, {
      async,
      look({ self, version }) {
        const value = valueOf(self, method.node, method.arguments(input));
        return chain(value, (settled) => ({ version, result: method.encodeResult(settled) }));
      },
    });
  }

  #model(name: string): ModelRuntime {
    const model = this.#parts.models.get(name);
    if (model !== undefined) return model;
    throw new TypeError(`No model ${name} is open. Call \`app.openDomain\` or \`app.serveAutonomousModel\` with its class.`);
  }
}

const textReader: Reader<RecordText> = {
  async: false,
  look: (view) => ({ version: view.version, text: view.text() }),
};

interface Question {
  readonly method: MethodRuntime<QueryNode> | MethodRuntime<ViewNode>;
  readonly input: Json;
}

function valueOf(self: object, node: QueryNode | ViewNode, args: unknown[]): Eventual<unknown> {
  const value: unknown = (self as Record<string, unknown>)[node.name];
  if (node.kind === 'view' && node.member === 'getter') return value;
  return (value as (...args: unknown[]) => Eventual<unknown>).apply(self, args);
}

async function hasHistory(store: Store, target: Target): Promise<boolean> {
  const { items } = await store.audits({ ...target, offset: 0, limit: 1 });
  return items.length > 0;
}

function pastSnapshot(model: ModelRuntime, row: StoredAggregate, { computed }: ReadOptions): Snapshot {
  const snapshot = { id: row.id, version: row.version, record: showStored(model, row) };
  return computed === true ? { ...snapshot, computed: showComputed(model, row) } : snapshot;
}

function snapshotOf(model: ModelRuntime, view: CommittedView, { computed }: ReadOptions): Snapshot {
  const { id, version } = view;
  const snapshot = { id, version, record: view.record() };
  return computed === true ? { ...snapshot, computed: model.computed(view.self) } : snapshot;
}

function member<Method>(model: ModelRuntime, members: ReadonlyMap<string, Method>, name: string): Method {
  const found = members.get(name);
  if (found !== undefined) return found;
  throw new TypeError(`${model.node.className} has no ${name}; it has ${[...members.keys()].join(', ') || 'none'}.`);
}

function refuseUnconditional({ ifMatch }: Call, command: string): void {
  if (ifMatch !== undefined) return;
  throw new PersistDomainError(
    'precondition_required',
    `${command} needs an If-Match header. Read the record, then repeat the call with its ETag as If-Match.`,
  );
}

/** Many records have many versions: none could be named. */
function refuseConditional({ ifMatch }: Call<unknown>, { name, requireIfMatch }: CommandNode): void {
  if (requireIfMatch) {
    throw new PersistDomainError(
      'bad_request',
      `${name} needs an If-Match header, which a bulk call does not take. Call it record by record.`,
    );
  }
  if (ifMatch === undefined) return;
  throw new PersistDomainError(
    'bad_request',
    'If-Match does not apply to a bulk call: its records have versions of their own. Leave it out.',
  );
}
