import { PersistDomainError } from '../../model/persist-domain-error.js';
import { joined, type HeaderValue } from './header-value.js';

const MAX_LENGTH = 255;

/**
 * The key of an `Idempotency-Key` header, bare or as a structured-field string: `abc` and `"abc"` are one key.
 *
 * @throws {PersistDomainError} `bad_request` unless it is 1 to 255 printable ASCII characters.
 */
export function normalizeIdempotencyKey(value: HeaderValue): string | undefined {
  const text = joined(value)?.trim();
  if (text === undefined) return undefined;
  const key = text.startsWith('"') ? unquote(text) : text;
  if (key === undefined || key.length > MAX_LENGTH || !/^[\x20-\x7e]+$/.test(key)) throw malformed();
  return key;
}

/** RFC 8941: in a string only `\"` and `\\` are escapes. */
function unquote(text: string): string | undefined {
  const match = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text);
  return match?.[1]!.replace(/\\(.)/g, '$1');
}

function malformed(): PersistDomainError {
  return new PersistDomainError(
    'bad_request',
    `Idempotency-Key must be 1 to ${MAX_LENGTH} printable ASCII characters, bare or in double quotes; a UUID will do.`,
  );
}
