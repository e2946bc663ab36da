import type { Json, QueryNode, ViewNode } from '@persist/contract';
import { PersistDomainError } from '../model/persist-domain-error.js';
import type { QueryPlan } from '../store/query-plan.js';
import type { AuditQuery, AuditRows, Store } from '../store/store.js';
import { Admission } from './admission.js';
import type { Answer, Call, Engine, Intent, Page, ReadOptions, Settled, Snapshot, Target } from './engine.js';
import { Ambient, type Environment } from './environment.js';
import { chain, type Eventual } from './eventual.js';
import { IdempotencyGuard } from './idempotency-guard.js';
import type { CommittedView, Executor, Job } from './job.js';
import type { MethodRuntime, ModelRuntime } from './model-runtime.js';
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

  remove(target: Target, call: Call): Promise<Settled> {
    return this.#door.enter(`remove of ${target.model}`, async () => {
      const model = this.#model(target.model);
      const ambient = new Ambient(this.#parts.environment);
      return this.#settle({ kind: 'remove', model, id: target.id, call, ambient }, () => undefined);
    });
  }

  read({ model, id }: Target, options: ReadOptions = {}): Promise<Snapshot> {
    return this.#door.enter(`read of ${model}`, () => {
      const runtime = this.#model(model);
      return this.#parts.executor.read(runtime, id, {
        async: false,
        look: (view) => snapshotOf(runtime, view, options),
      });
    });
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
      const { items, total } = await this.#parts.store.query(plan);
      const computed = options.computed === true ? items.map((row) => showComputed(model, row)) : undefined;
      return { items: items.map((row) => showStored(model, row)), total, computed };
    });
  }

  audits(target: Target, page: Pick<AuditQuery, 'offset' | 'limit'>): Promise<AuditRows> {
    return this.#door.enter(`audits of ${target.model}`, async () => {
      const model = this.#model(target.model);
      const rows = await this.#parts.store.audits({ ...target, ...page });
      if (rows.total === 0) throw notFound(target);
      return { items: rows.items.map((record) => publicAudit(model.node, record)), total: rows.total };
    });
  }

  async drain(): Promise<void> {
    await this.#door.close();
    await this.#parts.executor.drain();
  }

  /** A replay is answered before the input is checked: what once was accepted stays answered. */
  #settle(job: Job, check: () => unknown): Promise<Settled> {
    return this.#guard.once(job.call, job.ambient, async () => {
      check();
      return this.#parts.executor.run(job);
    });
  }

  #answer(model: ModelRuntime, id: string, { method, input }: Question): Promise<Answer> {
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

interface Question {
  readonly method: MethodRuntime<QueryNode> | MethodRuntime<ViewNode>;
  readonly input: Json;
}

function valueOf(self: object, node: QueryNode | ViewNode, args: unknown[]): Eventual<unknown> {
  const value: unknown = (self as Record<string, unknown>)[node.name];
  if (node.kind === 'view' && node.member === 'getter') return value;
  return (value as (...args: unknown[]) => Eventual<unknown>).apply(self, args);
}

function snapshotOf(model: ModelRuntime, view: CommittedView, { computed }: ReadOptions): Snapshot {
  const { id, version } = view;
  const snapshot = { id, version, record: view.record() };
  return computed === true ? { ...snapshot, computed: model.computed(view.self) } : snapshot;
}

function member<Node>(model: ModelRuntime, members: ReadonlyMap<string, MethodRuntime<Node>>, name: string): MethodRuntime<Node> {
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
