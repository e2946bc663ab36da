import { StoreError } from '../../store-error.js';
import { errorCode, storeFailure } from './store-failure.js';

/** Ends all writing once it is not known what of it is on disk: writing on would build on sand. */
export interface WriteHalt {
  /** Why nothing is written any more. */
  readonly refusal: StoreError | undefined;
  /** Takes note of what a commit, or work behind it, failed of. */
  consider(error: unknown): void;
}

/** @param halted hears of the refusal when it begins. */
export function writeHalt(file: string, halted?: (refusal: StoreError) => void): WriteHalt {
  let refusal: StoreError | undefined;
  return {
    get refusal() {
      return refusal;
    },
    consider(error) {
      if (refusal !== undefined || !leavesDoubt(error)) return;
      const text = `The store writes no more to ${file} since a write failed on disk.`;
      refusal = new StoreError('store_halted', text, { cause: storeFailure(error, 'The last write', file) });
      halted?.(refusal);
    },
  };
}

/**
 * A full disk and a lock are told before anything counts. Otherwise the disk may hold what was not confirmed, or lack
 * what was: after a failed fsync the next one may succeed, and the pages are lost all the same.
 */
function leavesDoubt(error: unknown): boolean {
  if (error instanceof StoreError) return error.code === 'store_moved';
  return /^SQLITE_(IOERR|CORRUPT|NOTADB|NOMEM)/.test(errorCode(error));
}
