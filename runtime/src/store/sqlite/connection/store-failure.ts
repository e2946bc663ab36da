import { StoreError, type StoreErrorCode } from '../../store-error.js';

/** By the beginning of SQLite's or the operating system's code; the first match counts. */
const codes: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ['SQLITE_BUSY', 'store_locked'],
  ['SQLITE_LOCKED', 'store_locked'],
  ['SQLITE_READONLY', 'store_read_only'],
  ['SQLITE_PERM', 'store_read_only'],
  ['SQLITE_CORRUPT', 'store_corrupt'],
  ['SQLITE_NOTADB', 'not_a_database'],
  ['SQLITE_FULL', 'store_full'],
  ['SQLITE_IOERR', 'store_io_failed'],
  ['SQLITE_CANTOPEN', 'store_unreachable'],
  ['EACCES', 'store_read_only'],
  ['EPERM', 'store_read_only'],
  ['EROFS', 'store_read_only'],
  ['ENOSPC', 'store_full'],
  ['EDQUOT', 'store_full'],
  ['EIO', 'store_io_failed'],
  ['EMFILE', 'store_unreachable'],
  ['ENFILE', 'store_unreachable'],
  ['ENOTDIR', 'store_unreachable'],
  ['EEXIST', 'store_unreachable'],
  ['ENOENT', 'store_unreachable'],
];

/**
 * Whatever went wrong while `doing` something, as an error of the catalogue.
 *
 * @param file the database, where `doing` does not name it.
 */
export function storeFailure(error: unknown, doing: string, file?: string): StoreError {
  if (error instanceof StoreError) return error;
  const cause = errorCode(error);
  const text = error instanceof Error ? error.message : String(error);
  const place = file === undefined ? '' : `, in ${file}`;
  return new StoreError(
    storeErrorCode(error, cause),
    `${doing} failed: ${text}${cause === '' ? '' : ` (${cause})`}${place}.`,
    { cause: error },
  );
}

function storeErrorCode(error: unknown, cause: string): StoreErrorCode {
  // Stored JSON is written by us: where it does not parse, something else has written over it.
  if (error instanceof SyntaxError) return 'store_corrupt';
  return codes.find(([prefix]) => cause.startsWith(prefix))?.[1] ?? 'store_failed';
}

/** `SQLITE_…` or an `E…` of the operating system; empty where an error has neither. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
