import { isUtf8 } from 'node:buffer';
import type { Json } from '@persist/contract';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { joined, type HeaderValue } from '../headers/header-value.js';
import { RequestError } from '../problems/request-error.js';
import { refuseUnsafeJson } from './json-text.js';

/** How much a body may hold, unless set. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** Media types that are JSON. */
export const jsonMediaType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * The JSON of a body.
 *
 * @throws {PersistDomainError} `bad_request` unless it is JSON that can be handled.
 */
export function parseJson(bytes: Buffer): Json {
  if (!isUtf8(bytes)) throw new PersistDomainError('bad_request', 'The body is not valid UTF-8.');
  const text = bytes.toString('utf8');
  refuseUnsafeJson(text);
  const value = parsed(text);
  // Most bodies cannot name one, and need no walk.
  if (/__proto__|constructor|\\u00/.test(text) && namesPrototype(value)) throw noJson();
  if (mayOverflow.test(text) && holdsInfinity(value)) throw overflow();
  return value;
}

/** An exponent of two digits or more, or very many digits: not in what is usually sent. */
const mayOverflow = /(?:^|[:,[\s])-?(?:\d[\d.]*[eE]\+?\d\d|\d{300})/;

/** @throws {RequestError} `unsupported_media_type` for a body that was compressed. */
export function refuseEncoded(contentEncoding: HeaderValue): void {
  const encoding = joined(contentEncoding);
  if (encoding === undefined || encoding === 'identity') return;
  throw new RequestError(
    'unsupported_media_type',
    `Send the body as it is, not with Content-Encoding: ${encoding}.`,
  );
}

/** Not JSON, as far as its header says. */
export function noJsonType(): RequestError {
  return new RequestError('unsupported_media_type', 'Send JSON: Content-Type: application/json.');
}

export function tooLarge(): RequestError {
  return new RequestError('payload_too_large', 'The body is larger than this service takes.');
}

function parsed(text: string): Json {
  try {
    // A byte order mark is no JSON, but some editors write it.
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as Json;
  } catch (error) {
    throw noJson(error);
  }
}

function noJson(cause?: unknown): PersistDomainError {
  return new PersistDomainError('bad_request', 'The body is not valid JSON, or names a prototype.', { cause });
}

/** Whether copying the value property by property could change a prototype. Its depth was checked before. */
function namesPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  if (Object.hasOwn(value, 'constructor') && hasPrototype(value.constructor)) return true;
  return Object.values(value).some(namesPrototype);
}

/** JSON has no infinities, but a number may be too large for anything else. */
function holdsInfinity(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === Infinity || value === -Infinity;
  return Object.values(value).some(holdsInfinity);
}

function overflow(): PersistDomainError {
  return new PersistDomainError('bad_request', 'The body holds a number that is too large: 1.8e308 is the limit.');
}

function hasPrototype(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype');
}
