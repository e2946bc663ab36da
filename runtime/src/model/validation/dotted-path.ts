import { formatPath, type PathSegment } from '../codec/index.js';

/** `/accounts/0/name` in a value → `accounts[0].name`, as one would write it in code. */
export function dottedPath(root: unknown, pointer: string): string {
  const segments: PathSegment[] = [];
  let parent = root;
  for (const segment of pointer.split('/').slice(1)) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    segments.push(Array.isArray(parent) ? Number(name) : name);
    parent = (parent as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  }
  return formatPath(segments);
}

/** A member's name as one segment of a JSON pointer. */
export function pointerSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
