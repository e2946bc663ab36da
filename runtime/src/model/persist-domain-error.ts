import type { JsonObject } from '@persist/contract';

/** What an outcome is, whoever asked for it. */
export type DomainErrorKind = 'not_found' | 'conflict_concurrent' | 'conflict_unique' | 'validation' | 'internal';

/**
 * The catalogue: every code the toolkit itself raises below HTTP, and its kind.
 * HTTP statuses are chosen in `http/`.
 */
export const domainErrorKinds = {
  not_found: 'not_found',
  validation_error: 'validation',
  bad_request: 'validation',
  precondition_required: 'validation',
  idempotency_key_reused: 'validation',
  idempotency_in_progress: 'conflict_concurrent',
  optimistic_lock_conflict: 'conflict_concurrent',
  write_conflict: 'conflict_concurrent',
  unique_conflict: 'conflict_unique',
  overloaded: 'internal',
  shutting_down: 'internal',
  store_failed: 'internal',
  store_full: 'internal',
  store_halted: 'internal',
  store_locked: 'internal',
  store_outdated: 'internal',
  internal_error: 'internal',
} as const satisfies Record<string, DomainErrorKind>;

export type DomainErrorCode = keyof typeof domainErrorKinds;

export interface DomainErrorOptions {
  /** Members added to the problem document, such as `errors` or `field`. */
  readonly details?: JsonObject;
  readonly cause?: unknown;
}

/**
 * A call that could not be done, for a reason that is not one of the model's own errors.
 * `code` is the code of the problem document over HTTP; `kind` groups codes by what a caller does about them.
 */
export class PersistDomainError extends Error {
  override readonly name = 'PersistDomainError';
  readonly kind: DomainErrorKind;
  readonly code: DomainErrorCode;
  readonly details: JsonObject;

  constructor(code: DomainErrorCode, message: string, options: DomainErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.kind = domainErrorKinds[code];
    this.details = options.details ?? {};
  }
}
