/** A header as node:http gives it. */
export type HeaderValue = string | readonly string[] | undefined;

/** Several header lines of one name are one list (RFC 9110). */
export function joined(value: HeaderValue): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}
