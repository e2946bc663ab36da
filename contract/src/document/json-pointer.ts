/** The pointer one step below `path` (RFC 6901). */
export function childPointer(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
