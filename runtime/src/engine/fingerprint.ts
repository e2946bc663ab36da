import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '@persist/contract';

/** Tells whether two calls are the same call. */
export function fingerprintOf(parts: readonly Json[]): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('base64url');
}
