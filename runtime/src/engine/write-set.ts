import { assertNever } from '@persist/contract';
import type { ChangeSet } from '../store/change-set.js';
import type { AggregateWrite, AuditRecord, IdempotencyRecord, OutboxRecord, WriteSet } from '../store/store.js';
import type { Call, Done, Refused } from './engine.js';
import type { Ambient } from './environment.js';
import { auditLabel, type Effects } from './invocation.js';
import type { Job } from './job.js';

/** A job that ran, not yet durable. */
export interface Produced {
  readonly done: Done;
  /** When, as its record and its history have it. */
  readonly at: string;
  readonly writeSet: WriteSet;
}

/** What running a job changed, from which version. */
export interface Ran {
  /** Before the job; 0 for a create. */
  readonly version: number;
  /** When the last change before it was; none for a create. */
  readonly updatedAt?: string;
  readonly changes: ChangeSet;
  readonly effects: Effects;
  /** The public record; creates and patches only. */
  readonly record?: Done['record'];
}

export const noEffects: Effects = { emitted: [] };

/** Everything that has to commit together for one job, and the answer it is committed with. */
export function produce(job: Job, ran: Ran): Produced {
  const version = ran.version + 1;
  const at = atOf(job, ran.updatedAt);
  const { result } = ran.effects;
  const done: Done = { kind: 'done', id: job.id, version, result, record: ran.record };
  return {
    done,
    at,
    writeSet: {
      writes: [writeOf(job, ran, at)],
      audits: [auditOf(job, at, { version, changes: ran.changes })],
      outbox: ran.effects.emitted.map((emission): OutboxRecord => ({
        ...emission,
        model: job.model.node.name,
        id: job.id,
        version,
        at,
      })),
      idempotency: idempotencyOf(job, done),
    },
  };
}

/** Several of them as one. */
export function unite(all: readonly Produced[], idempotency: IdempotencyRecord | undefined): WriteSet {
  return {
    writes: all.flatMap(({ writeSet }) => writeSet.writes),
    audits: all.flatMap(({ writeSet }) => writeSet.audits),
    outbox: all.flatMap(({ writeSet }) => writeSet.outbox),
    idempotency,
  };
}

/** A call under way. */
export interface Attempt<Outcome> {
  readonly call: Call<Outcome>;
  readonly ambient: Ambient;
}

/** The record of a call's outcome, if the caller asked for one. */
export function idempotencyOf<Outcome>(
  { call, ambient }: Attempt<Outcome>,
  outcome: Outcome | Refused,
): IdempotencyRecord | undefined {
  const { idempotency } = call;
  if (idempotency === undefined) return undefined;
  return {
    actor: call.actor,
    key: idempotency.key,
    fingerprint: idempotency.fingerprint,
    response: idempotency.render(outcome),
    at: ambient.now.toISOString(),
  };
}

/**
 * When a change is: now, but not before the change that it follows. A clock that is set back stands still for a record
 * until it has caught up, so that the order of its history is that of its times.
 */
export function atOf(job: Job, last?: string): string {
  const now = job.ambient.now.toISOString();
  return last !== undefined && last > now ? last : now;
}

function writeOf(job: Job, { version, changes }: Ran, at: string): AggregateWrite {
  const place = { model: job.model.node.name, id: job.id };
  switch (job.kind) {
    case 'create':
      return { kind: 'insert', ...place, version: 1, at, changes };
    case 'command':
    case 'patch':
      return { kind: 'update', ...place, expectedVersion: version, version: version + 1, at, changes };
    case 'remove':
      return { kind: 'delete', ...place, expectedVersion: version };
    default:
      return assertNever(job);
  }
}

function auditOf(job: Job, at: string, { version, changes }: Pick<AuditRecord, 'version' | 'changes'>): AuditRecord {
  const { event, message } = auditLabel(job);
  return {
    model: job.model.node.name,
    id: job.id,
    version,
    action: job.kind,
    event,
    message,
    at,
    actor: job.call.actor,
    requestId: job.call.requestId,
    input: job.kind === 'remove' ? undefined : job.input,
    changes,
  };
}
