/** Beside the errors, not in them: they reach the caller as they were thrown. */
const failedRecords = new WeakMap<object, string>();

/**
 * The id of the record because of which a bulk call was refused; `undefined` where no single one is to blame.
 *
 * @example
 * await ledgers.intentMany(ids, 'archive').catch((error) => console.error(failedRecordId(error), error))
 */
export function failedRecordId(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null ? failedRecords.get(error) : undefined;
}

/** Notes that an error is not about one record of several: a model may throw the same error object again. */
export function aboutNoRecord(error: unknown): unknown {
  if (typeof error === 'object' && error !== null) failedRecords.delete(error);
  return error;
}

/** Notes which record an error is about; returns the error. */
export function aboutRecord(error: unknown, id: string): unknown {
  if (typeof error === 'object' && error !== null) failedRecords.set(error, id);
  return error;
}
