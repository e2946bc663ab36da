import { PersistDomainError } from '../../model/persist-domain-error.js';

const MAX_DEPTH = 500;

/**
 * Refuses JSON text that parses but cannot be handled: nested so deep that walking it would exhaust the stack,
 * or with half a surrogate pair, which no UTF-8 can store.
 *
 * @throws {PersistDomainError} `bad_request`
 */
export function refuseUnsafeJson(text: string): void {
  // Shorter text cannot hold as many brackets, so nearly every body is done here.
  if (text.length > MAX_DEPTH && isTooDeep(text)) {
    throw new PersistDomainError('bad_request', `The body is nested deeper than ${MAX_DEPTH} levels.`);
  }
  if (text.includes('\\u') && hasLoneSurrogate(text)) {
    throw new PersistDomainError(
      'bad_request',
      'The body holds half a surrogate pair, which is no character.',
    );
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let position = 0; position < text.length; position += 1) {
    const character = text.charCodeAt(position);
    if (inString) {
      if (character === BACKSLASH) position += 1;
      else if (character === QUOTE) inString = false;
    } else if (character === QUOTE) inString = true;
    else if (character === OPEN_BRACE || character === OPEN_BRACKET) depth += 1;
    else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

// The text itself came as UTF-8, so only escapes can write one.
function hasLoneSurrogate(text: string): boolean {
  const surrogates =
    text.match(/\\(?:\\|u[dD][89a-fA-F][0-9a-fA-F]{2}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?)/g) ?? [];
  return surrogates.some(
    (escape) => escape.length === 6 || (escape.length === 12 && !/^\\u[dD][89abAB]/.test(escape)),
  );
}
