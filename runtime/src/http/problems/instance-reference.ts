/**
 * A path as the URI reference that `instance` is. Servers take paths that are none: with bytes that have to be escaped,
 * percent signs that escape nothing, and two slashes at the beginning, which would name another host.
 */
export function instanceReference(path: string): string {
  const escaped = plain.test(path) ? path : path.replaceAll(stray, escape);
  return escaped.startsWith('//') ? `/.${escaped}` : escaped;
}

/** What nearly every path is made of. */
const plain = /^[\w/.~:@!$&'()*+,;=-]*$/;

/** A whole escape, which stays, is no part of it. */
const stray = /%(?![0-9A-Fa-f]{2})|[^\w/.~:@!$&'()*+,;=%-]/gu;

/** Node reads a path byte by byte: what is no more than a byte is one. */
function escape(character: string): string {
  const code = character.codePointAt(0)!;
  if (code > 0xff) return /\p{Cs}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character);
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}
