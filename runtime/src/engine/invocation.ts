import { assertNever, type AuditLabelNode, type InvariantNode, type Json } from '@persist/contract';
import type { CommandContext } from '../model/command-context.js';
import { insideCommand } from './command-scope.js';
import { chain, isPromise, type Eventual } from './eventual.js';
import type { ChangeJob, CommandJob, CreateJob, Job, PatchJob } from './job.js';

/** What a call did besides changing the state. */
export interface Effects {
  /** Encoded before the command ends: it may have returned a part of the state. */
  readonly result?: Json;
  readonly emitted: readonly Emission[];
}

export interface Emission {
  readonly eventId: string;
  readonly topic: string;
  readonly payload: Json;
}

/** Does a job's work on `self`, then the invariants; in the same turn unless one of them is async. */
export function invoke(job: ChangeJob, self: object, version: number): Eventual<Effects> {
  return job.kind === 'patch' ? invokePatch(job, self) : invokeCommand(job, self, version);
}

function invokePatch(job: PatchJob, self: object): Eventual<Effects> {
  job.patch.apply(self, job.input);
  return chain(insideCommand(job, () => checkInvariants(job.model.node.invariants, self)), () => ({ emitted: [] }));
}

function invokeCommand(job: CommandJob, self: object, version: number): Eventual<Effects> {
  const { command, model } = job;
  job.ambient.rewind();
  const emitted: Emission[] = [];
  const args = positional(job, command.node.injectsContext, { version, emitted });
  const returned = insideCommand(job, () => methodOf(self, command.node.name).apply(self, args));
  if (isPromise(returned) && !command.node.async) {
    letGo(returned);
    throw outdated(job);
  }
  return chain(returned, (value) => {
    const result = command.encodeResult(value);
    const { outbox } = command.node;
    if (outbox !== undefined && result !== undefined) {
      emitted.push({ eventId: job.ambient.uuid(), topic: outbox, payload: result });
    }
    return chain(insideCommand(job, () => checkInvariants(model.node.invariants, self)), () => ({ result, emitted }));
  });
}

/** Runs the constructor and the invariants. */
export function invokeConstructor(job: CreateJob): { readonly instance: object; readonly effects: Effects } {
  const { model } = job;
  job.ambient.rewind();
  const emitted: Emission[] = [];
  const args = positional(job, model.create.node.injectsContext, { version: 0, emitted });
  const instance = insideCommand(job, () => Reflect.construct(model.type, args) as object);
  const checked = insideCommand(job, () => checkInvariants(model.node.invariants, instance));
  if (isPromise(checked)) {
    letGo(checked);
    throw new TypeError(`${model.node.className}: an @invariant must not be async where a constructor runs it.`);
  }
  return { instance, effects: { emitted } };
}

interface Surroundings {
  readonly version: number;
  readonly emitted: Emission[];
}

/** Decoded afresh for every run, so that nobody outside holds a reference into the state. */
function positional(job: CreateJob | CommandJob, injectsContext: boolean, around: Surroundings): unknown[] {
  const method = job.kind === 'create' ? job.model.create : job.command;
  const args = method.arguments(job.input);
  if (!injectsContext) return args;
  args.length = method.node.input.parameters.length;
  return [...args, contextOf(job, around)];
}

function contextOf({ ambient, call, id }: Job, { version, emitted }: Surroundings): CommandContext {
  return {
    id,
    version,
    now: new Date(ambient.now),
    actor: call.actor,
    requestId: call.requestId,
    uuid: () => ambient.uuid(),
    emit(topic, payload) {
      emitted.push({ eventId: ambient.uuid(), topic, payload: copyJson(payload, topic) });
    },
  };
}

/** A payload may be a part of the state: it is copied while the command still runs. */
function copyJson(payload: Json, topic: string): Json {
  const text: string | undefined = JSON.stringify(payload);
  if (text === undefined) throw new TypeError(`emit('${topic}', …): the payload is not a JSON value.`);
  return JSON.parse(text) as Json;
}

function checkInvariants(invariants: readonly InvariantNode[], self: object): Eventual<void> {
  let done: Eventual<unknown> = undefined;
  for (const { name } of invariants) {
    done = chain(done, () => methodOf(self, name).call(self));
  }
  return chain(done, () => undefined);
}

function methodOf(self: object, name: string): (...args: unknown[]) => Eventual<unknown> {
  const method: unknown = (self as Record<string, unknown>)[name];
  if (typeof method !== 'function') {
    throw new TypeError(
      `${self.constructor.name} has no method ${name}, but its contract does. Run \`persist build\` again.`,
    );
  }
  return method as (...args: unknown[]) => Eventual<unknown>;
}

/** Nobody awaits it, the call has failed already; its own failure must not end the process as an unhandled one. */
function letGo(promise: Promise<unknown>): void {
  promise.then(undefined, () => undefined);
}

function outdated(job: CommandJob): TypeError {
  const name = `${job.model.node.className}.${job.command.node.name}`;
  return new TypeError(`${name} returned a promise, but its contract says it does not. Run \`persist build\` again.`);
}

/** Kept here so that a new kind of job cannot be forgotten where labels are chosen. */
export function auditLabel(job: Job): { readonly event: string; readonly message?: string } {
  switch (job.kind) {
    case 'create':
      return { event: 'create' };
    case 'command':
      return commandLabel(job);
    case 'patch':
      return { event: 'patch' };
    case 'remove':
      return { event: 'remove' };
    default:
      return assertNever(job);
  }
}

function commandLabel({ bulk, command }: CommandJob): AuditLabelNode {
  const { audit } = command.node;
  return bulk === true ? { ...audit, event: `bulk_${audit.event}` } : audit;
}
