/** A header as node:http gives it, or `headers.get` of the Web. */
export type HeaderValue = string | readonly string[] | null | undefined;

/** Several header lines of one name are one list (RFC 9110). */
export function joined(value: HeaderValue): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : value.join(', ');
}
