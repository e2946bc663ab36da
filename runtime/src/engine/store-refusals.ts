import { PersistDomainError, type DomainErrorCode } from '../model/persist-domain-error.js';
import { StoreError, type StoreErrorCode } from '../store/store-error.js';

/** What a caller is told of a store that took nothing: neither the place nor the cause, which are for the log. */
const nothingTaken: Partial<Record<StoreErrorCode, readonly [code: DomainErrorCode, text: string]>> = {
  store_locked: ['store_locked', 'Another program holds the data for writing. Nothing was changed; repeat the call.'],
  store_full: ['store_full', 'There is no room to store the change. Nothing was changed; repeat the call later.'],
  store_halted: [
    'store_halted',
    'The service stores nothing any more until it is started again. Nothing was changed; repeat the call later.',
  ],
  store_moved: [
    'store_halted',
    'The data of the service is not where it was: it stores nothing any more until it is started again.',
  ],
  schema_changed: [
    'store_outdated',
    'Another version of the service has taken over the data. Nothing was changed; repeat the call there.',
  ],
};

/** After these nobody knows what the disk holds. */
const inDoubt: readonly StoreErrorCode[] = ['store_io_failed', 'store_corrupt'];

/** What a caller is told of a store that failed, whatever it was asked. */
export function storeFailed(cause: unknown): PersistDomainError {
  const known = cause instanceof StoreError ? nothingTaken[cause.code] : undefined;
  if (known !== undefined) return new PersistDomainError(...known, { cause });
  const text = 'The data could not be read or written. The log of the service names the cause.';
  return new PersistDomainError('store_failed', text, { cause });
}

/** What a caller is told of a commit that failed. */
export function commitFailed(cause: unknown): PersistDomainError {
  if (cause instanceof StoreError) {
    if (cause.code in nothingTaken) return storeFailed(cause);
    if (inDoubt.includes(cause.code)) return new PersistDomainError('store_halted', doubt, { cause });
  }
  return new PersistDomainError(
    'store_failed',
    'The change could not be made durable and was undone. The log of the service names the cause.',
    { cause },
  );
}

const doubt =
  'The disk failed under the change. Whether it was kept is known when the service is started again: ' +
  'repeat the call then, with the same Idempotency-Key.';
