import { randomUUID } from 'node:crypto';
import { joined, type HeaderValue } from './header-value.js';

/**
 * The id that names a request in logs, audits and problem documents: the caller's `X-Request-Id`, trimmed,
 * where it is 1 to 128 printable ASCII characters; a new UUID otherwise.
 */
export function normalizeRequestId(value: HeaderValue): string {
  const given = joined(value)?.trim();
  return given !== undefined && /^[\x20-\x7e]{1,128}$/.test(given) ? given : randomUUID();
}
