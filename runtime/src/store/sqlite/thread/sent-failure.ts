import { StoreError } from '../../store-error.js';
import type { SentFailure } from './writer-messages.js';

/** The parts of a `StoreError`, for another thread. */
export function sentFailure({ code, problem, hint, cause }: StoreError): SentFailure {
  return { code, problem, hint, cause: cause instanceof StoreError ? sentFailure(cause) : cause };
}

export function receivedFailure({ code, problem, hint, cause }: SentFailure): StoreError {
  return new StoreError(code, problem, { hint, cause: isSent(cause) ? receivedFailure(cause) : cause });
}

function isSent(cause: unknown): cause is SentFailure {
  return typeof cause === 'object' && cause !== null && !(cause instanceof Error) && 'problem' in cause;
}
