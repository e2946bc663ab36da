import { assertNever } from '@persist/contract';
import { aboutRecord } from '../model/failed-record.js';
import type { CommitOutcome } from '../store/store.js';
import { LostIdempotencyRace } from './idempotency-guard.js';
import { invalid } from './invalid.js';
import { uniqueConflict, writeConflict } from './refusals.js';
import { commitFailed } from './store-refusals.js';

/** The store failed; nothing of the group is on disk, unless the disk itself failed. */
export interface CommitFailure {
  readonly kind: 'failed';
  readonly cause: unknown;
}

/** Why a write set is not on disk. */
export type CommitRefusal = Exclude<CommitOutcome, { kind: 'committed' }> | CommitFailure;

/** What a caller is told of a commit that did not happen. */
export function refusalOf(outcome: CommitRefusal): Error {
  switch (outcome.kind) {
    case 'unique_violation':
      return uniqueConflict(outcome);
    case 'version_conflict':
      return writeConflict(outcome);
    case 'idempotency_conflict':
      return new LostIdempotencyRace();
    case 'unstorable_value':
      return invalid('The state cannot be stored', [{ path: outcome.field, message: outcome.reason }]);
    case 'failed':
      return commitFailed(outcome.cause);
    default:
      return assertNever(outcome);
  }
}

/** The same, where many records were to be changed: it tells which one was in the way. */
export function bulkRefusalOf(outcome: CommitRefusal): unknown {
  const refusal = refusalOf(outcome);
  return 'id' in outcome && outcome.id !== undefined ? aboutRecord(refusal, outcome.id) : refusal;
}
