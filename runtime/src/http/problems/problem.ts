import type { ErrorNode, Json, JsonObject } from '@persist/contract';
import { apiErrorOf } from '../../model/api-error-of.js';
import { failedRecordId } from '../../model/failed-record.js';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { publicErrorFields } from '../../model/public-error-fields.js';
import { ReplayedRefusal } from '../../model/replayed-refusal.js';
import { instanceReference } from './instance-reference.js';
import { problemCatalogue, type CatalogueEntry, type ProblemCode } from './problem-catalogue.js';
import { RequestError } from './request-error.js';

/** An error as it is answered: RFC 9457 problem details and what goes with them. */
export interface Problem {
  readonly status: number;
  /** Besides the content's own: `retry-after`, `allow`, `cache-control`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly document: ProblemDocument;
}

/**
 * The members of every problem document; single errors add their public fields, `errors` or `field`, and where a bulk
 * call was refused because of one record, its `recordId`.
 */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable, snake_case: what a program decides by. */
  readonly code: string;
  /** The path that was called. */
  readonly instance: string;
  /** The request's id; the log has it too. */
  readonly correlationId: string;
  readonly [member: string]: Json;
}

/** Where and in which request an error occurred. */
export interface ProblemContext {
  readonly instance: string;
  readonly correlationId: string;
  /**
   * `contract.errors`. They tell which fields of a domain error are public: at run time private ones look the same,
   * so without them no field is shown.
   */
  readonly errors?: readonly ErrorNode[];
}

/**
 * What to answer to an error, whatever it is: an error class marked `@apiError` or its replay, a `PersistDomainError`,
 * a `RequestError`. Anything else is an `internal_error` that tells the caller nothing but the correlation id.
 */
export function toProblem(error: unknown, context: ProblemContext): Problem {
  const found = problemOf(error, context);
  const recordId = failedRecordId(error);
  return recordId === undefined ? found : { ...found, document: { ...found.document, recordId } };
}

function problemOf(error: unknown, context: ProblemContext): Problem {
  const declared = apiErrorOf(error);
  if (declared !== undefined) {
    const { message } = error as Error;
    const extensions = publicErrorFields(error as Error, context.errors ?? []);
    return problem(context, { ...declared, title: sentence(declared.code), detail: message, extensions });
  }
  if (error instanceof ReplayedRefusal) {
    const { status, code, message: detail, fields: extensions } = error;
    const headers = { 'idempotency-replayed': 'true' };
    return problem(context, { status, code, title: sentence(code), detail, extensions, headers });
  }
  if (error instanceof RequestError)
    return catalogued(error.code, context, { detail: error.message, headers: error.headers });
  if (error instanceof PersistDomainError && error.code !== 'internal_error') {
    return catalogued(error.code, context, { detail: error.message, extensions: error.details });
  }
  return catalogued('internal_error', context, {
    detail: 'Something unforeseen happened. The log of the service has the details under the correlation id.',
  });
}

/** The problem of a conflict (with another writer, a version, a unique value); `undefined` for any other error. */
export function mapConflictProblem(error: unknown, context: ProblemContext): Problem | undefined {
  const isConflict = error instanceof PersistDomainError && error.kind.startsWith('conflict_');
  return isConflict ? toProblem(error, context) : undefined;
}

/** Whether the service is at fault, so that the cause belongs into its log. */
export function isFault({ document }: Problem): boolean {
  return document.status >= 500 && document.code !== 'overloaded' && document.code !== 'shutting_down';
}

interface Particulars {
  readonly detail: string;
  readonly extensions?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

function catalogued(code: ProblemCode, context: ProblemContext, { headers, ...rest }: Particulars): Problem {
  const { status, title, retryAfter }: CatalogueEntry = problemCatalogue[code];
  return problem(context, {
    ...rest,
    code,
    status,
    title,
    headers: { ...headers, ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) },
  });
}

interface Statement extends Particulars {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

function problem({ instance, correlationId }: ProblemContext, statement: Statement): Problem {
  const { code, status, title, detail, extensions, headers } = statement;
  const type = `urn:persist:problem:${code}`;
  return {
    status,
    // A stored problem would repeat an old correlation id; RFC 6585 forbids storing a 428.
    headers: { 'cache-control': 'no-store', ...headers },
    document: { type, title, status, detail, code, instance: instanceReference(instance), correlationId, ...extensions },
  };
}

/** `insufficient_funds` → `Insufficient funds` */
function sentence(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
