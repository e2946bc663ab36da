import { errorCode } from '@persist/contract';
import { classMetadata } from './metadata.js';

/** Status and code of a domain error. */
export interface ApiError {
  readonly status: number;
  readonly code: string;
}

/** What an error of a class marked `@apiError` (or of a subclass) answers; `undefined` for every other value. */
export function apiErrorOf(error: unknown): ApiError | undefined {
  if (!(error instanceof Error)) return undefined;
  const declared = classMetadata(error.constructor)?.apiError;
  if (declared === undefined) return undefined;
  return { status: declared.status ?? 422, code: declared.code ?? errorCode(error.constructor.name) };
}
