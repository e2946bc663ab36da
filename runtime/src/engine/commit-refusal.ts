import { assertNever } from '@persist/contract';
import type { CommitOutcome } from '../store/store.js';
import { LostIdempotencyRace } from './idempotency-guard.js';
import type { Job } from './job.js';
import { invalid } from './invalid.js';
import { storeFailed, uniqueConflict, writeConflict } from './refusals.js';

/** The store failed; nothing of the group is on disk. */
export interface CommitFailure {
  readonly kind: 'failed';
  readonly cause: unknown;
}

/** Why a write set is not on disk. */
export type CommitRefusal = Exclude<CommitOutcome, { kind: 'committed' }> | CommitFailure;

/** What a caller is told of a commit that did not happen. */
export function refusalOf(outcome: CommitRefusal, job: Job): Error {
  switch (outcome.kind) {
    case 'unique_violation':
      return uniqueConflict(outcome);
    case 'version_conflict':
      return writeConflict(job);
    case 'idempotency_conflict':
      return new LostIdempotencyRace();
    case 'unstorable_value':
      return invalid('The state cannot be stored', [{ path: outcome.field, message: outcome.reason }]);
    case 'failed':
      return storeFailed(outcome.cause);
    default:
      return assertNever(outcome);
  }
}
