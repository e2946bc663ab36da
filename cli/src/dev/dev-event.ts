import type { ContractChange } from '@persist/contract';
import type { SchemaChange } from '@persist/runtime/advanced';
import type { Problem } from '../report/problem.js';

/** What `persist dev` tells, one JSON object a line with `--json`. `docs/dev-events.md` shows each. */
export type DevEvent =
  | ReadyEvent
  | ReloadedEvent
  | ContractChangedEvent
  | SchemaChangedEvent
  | RequestEvent
  | WarningEvent
  | ErrorEvent
  | StoppedEvent;

/** The app answers at `url`. Also the line of `persist start --json`. */
export interface ReadyEvent {
  readonly event: 'ready';
  readonly url: string;
  /** Names of the models served, as in their base paths. */
  readonly models: readonly string[];
  /** Since the command started. */
  readonly ms: number;
}

/** A new version answers at the same address. */
export interface ReloadedEvent {
  readonly event: 'reloaded';
  readonly url: string;
  readonly models: readonly string[];
  /** Since the edit. */
  readonly ms: number;
}

/** The edit changes what clients see. */
export interface ContractChangedEvent {
  readonly event: 'contract-changed';
  /** Whether any of the changes is. */
  readonly breaking: boolean;
  readonly changes: readonly ContractChange[];
}

/** Starting a version has changed the tables of the database, whether or not the version was taken. */
export interface SchemaChangedEvent {
  readonly event: 'schema-changed';
  /** Never empty. */
  readonly changes: readonly SchemaChange[];
}

/** The app has answered a request. */
export interface RequestEvent {
  readonly event: 'request';
  readonly method: string;
  /** With its query string. */
  readonly path: string;
  readonly status: number;
  /** From its arrival to the last byte of the answer; tenths are told. */
  readonly ms: number;
  /** When it was answered, RFC 3339. */
  readonly at: string;
}

/** A doubtful place in a version that was taken. */
export interface WarningEvent extends Problem {
  readonly event: 'warning';
}

/** A version was not taken, or stopped; `serving` says whether the last good one still answers. */
export interface ErrorEvent extends Problem {
  readonly event: 'error';
  readonly phase: Phase;
  readonly serving: boolean;
}

/** Reading the types, bundling, starting, or while it served. */
export type Phase = 'contract' | 'build' | 'boot' | 'run';

export interface StoppedEvent {
  readonly event: 'stopped';
}
