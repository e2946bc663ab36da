import type { Json } from '@persist/contract';
import type { Call, Done, DoneMany } from './engine.js';
import type { Ambient } from './environment.js';
import type { Eventual } from './eventual.js';
import type { CommandRuntime, ModelRuntime } from './model-runtime.js';
import type { PatchRuntime } from './patch/patch-runtime.js';

/** One call that changes an aggregate, on its way through an executor. */
export type Job = CreateJob | CommandJob | PatchJob | RemoveJob;

interface JobBase {
  readonly model: ModelRuntime;
  readonly id: string;
  readonly call: Call;
  readonly ambient: Ambient;
}

export interface CreateJob extends JobBase {
  readonly kind: 'create';
  readonly input: Json;
}

export interface CommandJob extends JobBase {
  readonly kind: 'command';
  readonly command: CommandRuntime;
  readonly input: Json;
  /** Part of a bulk call, and labelled as such in the history. Default false. */
  readonly bulk?: boolean;
}

export interface PatchJob extends JobBase {
  readonly kind: 'patch';
  readonly patch: PatchRuntime;
  readonly input: Json;
}

export interface RemoveJob extends JobBase {
  readonly kind: 'remove';
}

/** A job that runs on the state of an aggregate. */
export type ChangeJob = CommandJob | PatchJob;

/** A job that needs an existing aggregate. */
export type TargetedJob = ChangeJob | RemoveJob;

/** One command on many aggregates, committed as one. */
export interface BulkJob {
  readonly call: Call<DoneMany>;
  readonly ambient: Ambient;
  /** In the order in which they run; each on another aggregate. */
  readonly jobs: readonly CommandJob[];
}

/**
 * Runs jobs and lets readers look. The engine in front of it has resolved names, checked inputs and answered
 * replays; what is left is state: order, isolation, atomicity, durability.
 */
export interface Executor {
  /** Resolves once the job's write set is durable; rejects with nothing left behind. */
  run(job: Job): Promise<Done>;
  /** All of the jobs or none: at one point in the order of every one of their aggregates. */
  runAll(bulk: BulkJob): Promise<DoneMany>;
  /** Shows committed state: at once where it is in memory. */
  read<T>(model: ModelRuntime, id: string, reader: Reader<T>): Eventual<T>;
  /** Resolves when nothing is under way, having released what was kept in memory. */
  drain(): Promise<void>;
}

/** `self` is the model's instance to call reading methods on; writes to it are refused or lost. */
export interface Reader<T> {
  /** An async reader gets a copy of its own, since it lives through other commands. */
  readonly async: boolean;
  look(view: CommittedView): T | Promise<T>;
}

export interface CommittedView extends RecordFacts {
  readonly self: object;
  /** The public record. */
  record(): Readonly<Record<string, Json>>;
  /** The public record as JSON text. */
  text(): string;
}

/** The framework's own facts about a record. */
export interface RecordFacts {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}
