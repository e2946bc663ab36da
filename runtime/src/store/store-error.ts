/** The catalogue: every way a store itself can fail, and what to do about it. */
export const storeErrorHints = {
  store_locked: 'Another process holds the database for writing: end it, or wait and try again.',
  store_moved: 'Put the file back if you have it, or restore the latest backup, then start the app again.',
  store_read_only: 'Give the process write access to the file and its directory, or open it for writing.',
  store_corrupt: 'Keep a copy of the file, then restore the latest backup.',
  store_full: 'Free disk space; the store goes on working once there is room.',
  store_io_failed: 'Check the disk and the system log, then open the store again.',
  store_unreachable: 'Check that the path exists, is a file and is accessible to this user.',
  store_closed: 'Open the store again before using it.',
  store_halted: 'Open the store again: that decides which of the last writes reached the disk.',
  not_a_database: 'Point the app at another file or directory; this one was not written by persist.',
  durability_not_assured: 'Use a file on a local disk.',
  layout_unsupported: 'Install the version of persist that wrote the file, or a newer one.',
  schema_changed: 'End this process; start it again with the version of the app that changed the tables.',
  newer_schema: 'Deploy the newer version of the app; an older one would drop what it does not know.',
  schema_change_refused: 'Change the model as said; the data are as they were.',
  unknown_model: 'Call migrate() with the contract that declares it.',
  unknown_field: 'Build the contract again and call migrate() with it.',
  change_does_not_fit:
    'Memory and store have come apart: reload the aggregate. Please report this as a bug in persist.',
  driver_unfit: 'Install the version of better-sqlite3 that is made for this Node.',
  store_failed: 'See the cause.',
} as const;

export type StoreErrorCode = keyof typeof storeErrorHints;

export interface StoreErrorOptions {
  /** The next step. Default: that of the catalogue. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** The store itself failed, or cannot do what it was asked: nobody's conflict, nothing was written. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  /** What is wrong: the message without the hint that ends it. */
  readonly problem: string;
  readonly hint: string;

  constructor(code: StoreErrorCode, problem: string, options: StoreErrorOptions = {}) {
    const hint = options.hint ?? storeErrorHints[code];
    const gap = problem.endsWith('\n') ? '' : ' ';
    super(`${problem}${gap}${hint}`, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.problem = problem.trimEnd();
    this.hint = hint;
  }
}
