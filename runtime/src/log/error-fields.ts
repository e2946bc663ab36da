import { originalPlaces } from './original-places.js';

/** An error as a log shows it. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  /** Of system errors and the store's: `ENOSPC`. */
  readonly code?: string;
  /** Points at the sources, where they are known. */
  readonly stack?: string;
  readonly cause?: ErrorFields;
  /** What an `AggregateError` holds. */
  readonly errors?: readonly ErrorFields[];
}

/**
 * What a log may show of an error. Its other members stay out: they can be private fields of a domain error, or what
 * a caller sent.
 */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { name, message, stack, cause } = error;
  const { code } = error as { readonly code?: unknown };
  const inner = depth < MAX_DEPTH;
  return {
    type: error.constructor.name || name,
    message,
    ...(typeof code === 'string' && { code }),
    ...(stack !== undefined && { stack: originalPlaces(stack) }),
    ...(inner && cause !== undefined && { cause: errorFields(cause, depth + 1) }),
    ...(inner && error instanceof AggregateError && { errors: all(error.errors, depth + 1) }),
  };
}

/** A cause can lead back to where it came from. */
const MAX_DEPTH = 5;

function all(errors: readonly unknown[], depth: number): readonly ErrorFields[] {
  return errors.map((each) => errorFields(each, depth));
}
