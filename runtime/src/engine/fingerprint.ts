import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '@persist/contract';

/** Tells whether two calls are the same call. */
export function fingerprintOf(parts: readonly Json[]): string {
  return hash('sha256', canonicalJson(parts), 'base64url');
}
