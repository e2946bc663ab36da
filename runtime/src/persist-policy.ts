import type { Contract } from '@persist/contract';
import type { Environment } from './engine/environment.js';
import type { RetryPolicy } from './engine/recording/cell-runner.js';
import { wholeNumber, type Range } from './model/whole-number.js';
import type { Store } from './store/store.js';

/** How an app ends. */
export interface ClosingPolicy {
  /**
   * How long the app goes on serving, though `GET /ready` says no, once it is asked to end: the time a load balancer
   * needs to notice. In milliseconds; default 0.
   */
  readonly drainDelayMs?: number;
  /** How long calls under way may then take before they are cut off, in milliseconds. Default 10 s. */
  readonly closeTimeoutMs?: number;
}

/** What `PersistApp.open` can be told; everything has a default. */
export interface PersistPolicy extends ClosingPolicy {
  /** The contract or the path of its file. Default: found as the docs of `PersistApp.open` say. */
  readonly contract?: Contract | string;
  /** Memory for aggregates that are ready to use, in bytes. Default 256 MiB. */
  readonly hotBytes?: number;
  /** Calls under way at once; one more is refused with 503. Default 4,000. */
  readonly maxConcurrentCalls?: number;
  /** Calls that wait for an async command of their record; one more is refused with 503. Default 200. */
  readonly maxWaitingPerRecord?: number;
  /** How long a call waits for an async command of its record before it is refused with 503. Default 10 s. */
  readonly maxWaitMs?: number;
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

/** What of a policy has a default. */
export type Settings = Required<Omit<PersistPolicy, 'contract' | 'environment' | 'wrapStore'>>;

const defaults: Settings = {
  hotBytes: 256 * 1024 * 1024,
  maxConcurrentCalls: 4_000,
  maxWaitingPerRecord: 200,
  maxWaitMs: 10_000,
  retry: { attempts: 10 },
  idempotencyTtlMs: 24 * 60 * 60 * 1000,
  engine: 'recording',
  drainDelayMs: 0,
  closeTimeoutMs: 10_000,
};

/** @throws {RangeError} where a number of the policy is none that can be kept to. */
export function settingsOf(policy: PersistPolicy): Settings {
  const { retry = defaults.retry, engine = defaults.engine } = policy;
  const number = (name: keyof typeof ranges) => wholeNumber(name, policy[name] ?? defaults[name], ranges[name]);
  return {
    hotBytes: number('hotBytes'),
    maxConcurrentCalls: number('maxConcurrentCalls'),
    maxWaitingPerRecord: number('maxWaitingPerRecord'),
    maxWaitMs: number('maxWaitMs'),
    retry: { attempts: wholeNumber('retry.attempts', retry.attempts) },
    idempotencyTtlMs: number('idempotencyTtlMs'),
    engine,
    drainDelayMs: number('drainDelayMs'),
    closeTimeoutMs: number('closeTimeoutMs'),
  };
}

const century = 100 * 365 * 24 * 60 * 60 * 1000;

const ranges = {
  hotBytes: { most: Number.MAX_SAFE_INTEGER },
  maxConcurrentCalls: {},
  maxWaitingPerRecord: { least: 0 },
  maxWaitMs: {},
  // No timer waits for it, and a date has to hold its end.
  idempotencyTtlMs: { most: century },
  drainDelayMs: { least: 0 },
  closeTimeoutMs: { least: 0 },
} as const satisfies Partial<Record<keyof Settings, Range>>;

/**
 * How an app that owns its process ends, by `PERSIST_DRAIN_DELAY_MS` and `PERSIST_CLOSE_TIMEOUT_MS`: it depends on
 * where the app runs more than on what it is.
 *
 * @throws {RangeError} where one of them is no number.
 */
export function closingFromEnvironment(): ClosingPolicy {
  return {
    ...milliseconds('drainDelayMs', 'PERSIST_DRAIN_DELAY_MS'),
    ...milliseconds('closeTimeoutMs', 'PERSIST_CLOSE_TIMEOUT_MS'),
  };
}

function milliseconds(option: keyof ClosingPolicy, variable: string): ClosingPolicy {
  const text = process.env[variable];
  if (text === undefined) return {};
  if (/^\d{1,7}$/.test(text)) return { [option]: Number(text) };
  throw new RangeError(`${variable} is ${JSON.stringify(text)}. Set it to milliseconds, from 0 to 9999999.`);
}
