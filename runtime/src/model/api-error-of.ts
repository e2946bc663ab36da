import { classMetadata, type ApiErrorOptions } from './metadata.js';

/** Status and code of an error whose class, or one it extends, is marked `@apiError`; `undefined` for every other value. */
export function apiErrorOf(error: unknown): Required<ApiErrorOptions> | undefined {
  return error instanceof Error ? classMetadata(error.constructor)?.apiError : undefined;
}
