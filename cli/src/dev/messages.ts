import type { RequestMessage } from '@persist/runtime/http';
import type { SchemaChange } from '@persist/runtime/advanced';
import type { ThrownError } from './thrown-error.js';

/** What the supervisor and the process that runs the app say to each other. */

/** Supervisor → process: run this version of the app. */
export interface LoadMessage {
  readonly type: 'persist:load';
  /** The bundle's file. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Process → supervisor: it takes a {@link LoadMessage}; one sent earlier would be lost. */
export interface WaitingMessage {
  readonly type: 'persist:waiting';
}

/** Process → supervisor, from the runtime: the app listens. */
export interface ReadyMessage {
  readonly type: 'persist:ready';
  readonly url: string;
  readonly models: readonly string[];
}

/** Process → supervisor: the entry threw before the app listened. */
export interface FailedMessage extends ThrownError {
  readonly type: 'persist:failed';
}

/** Process → supervisor: nobody caught an error, and the process ends of it. */
export interface CrashedMessage extends ThrownError {
  readonly type: 'persist:crashed';
}

/** Process → supervisor: opening the app has changed its tables. */
export interface MigratedMessage {
  readonly type: 'persist:migrated';
  readonly changes: readonly SchemaChange[];
}

/** Process → supervisor: a request was answered. */
export interface AnsweredMessage extends RequestMessage {
  readonly type: 'persist:request';
}

export type ProcessMessage =
  WaitingMessage | ReadyMessage | FailedMessage | CrashedMessage | MigratedMessage | AnsweredMessage;
