import type { Contract } from '@persist/contract';
import type { Environment } from './engine/environment.js';
import type { RetryPolicy } from './engine/recording/cell-runner.js';
import type { Store } from './store/store.js';

/** What `PersistApp.open` can be told; everything has a default. */
export interface PersistPolicy {
  /** The contract or the path of its file. Default: found as the docs of `PersistApp.open` say. */
  readonly contract?: Contract | string;
  /** Memory for aggregates that are ready to use, in bytes. Default 256 MiB. */
  readonly hotBytes?: number;
  /** Calls under way at once; one more is refused with 503. Default 10,000. */
  readonly maxConcurrentCalls?: number;
  /** How often a command runs again when another process was faster. Default: 10 attempts. */
  readonly retry?: RetryPolicy;
  /** How long an idempotency key is remembered, in milliseconds. Default 24 h. */
  readonly idempotencyTtlMs?: number;
  /** Clock and ids. Default: the machine's. */
  readonly environment?: Environment;
  /**
   * `recording` runs commands in place and commits in groups; `reference` runs each on a copy, alone: slow, for
   * comparison. Default `recording`.
   */
  readonly engine?: 'recording' | 'reference';
  /** Put around the store, for fault injection. */
  readonly wrapStore?: (store: Store) => Store;
}

export const defaultPolicy = {
  hotBytes: 256 * 1024 * 1024,
  maxConcurrentCalls: 10_000,
  retry: { attempts: 10 },
  idempotencyTtlMs: 24 * 60 * 60 * 1000,
  engine: 'recording',
} as const satisfies PersistPolicy;
