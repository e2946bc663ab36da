import type { DomainErrorCode } from '../../model/persist-domain-error.js';
import type { RequestErrorCode } from './request-error.js';

/** Every code the toolkit itself answers with; a model's own errors add theirs. */
export type ProblemCode = DomainErrorCode | RequestErrorCode;

export interface CatalogueEntry {
  readonly status: number;
  readonly title: string;
  /** Seconds, for `Retry-After`. */
  readonly retryAfter?: number;
}

/** The one place where HTTP statuses are chosen. Documented, code by code, in `docs/errors.md`. */
export const problemCatalogue = {
  bad_request: { status: 400, title: 'Bad request' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  request_timeout: { status: 408, title: 'Request timed out' },
  idempotency_in_progress: { status: 409, title: 'First call still running', retryAfter: 1 },
  unique_conflict: { status: 409, title: 'Value already taken' },
  write_conflict: { status: 409, title: 'Changed by someone else', retryAfter: 1 },
  optimistic_lock_conflict: { status: 412, title: 'Version is not current' },
  payload_too_large: { status: 413, title: 'Payload too large' },
  uri_too_long: { status: 414, title: 'Address too long' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  idempotency_key_reused: { status: 422, title: 'Idempotency key reused' },
  validation_error: { status: 422, title: 'Validation failed' },
  precondition_required: { status: 428, title: 'Precondition required' },
  header_fields_too_large: { status: 431, title: 'Header fields too large' },
  internal_error: { status: 500, title: 'Internal error' },
  store_failed: { status: 500, title: 'Could not be stored' },
  store_full: { status: 503, title: 'No room to store', retryAfter: 10 },
  store_halted: { status: 503, title: 'Nothing is stored any more', retryAfter: 5 },
  store_locked: { status: 503, title: 'Store is locked', retryAfter: 1 },
  store_outdated: { status: 503, title: 'Another version took over', retryAfter: 5 },
  overloaded: { status: 503, title: 'Overloaded', retryAfter: 1 },
  shutting_down: { status: 503, title: 'Shutting down', retryAfter: 5 },
} as const satisfies Record<ProblemCode, CatalogueEntry>;
