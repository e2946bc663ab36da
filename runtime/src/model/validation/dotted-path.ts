/** `/accounts/0/name` in a value → `accounts[0].name`, as one would write it in code. */
export function dottedPath(root: unknown, pointer: string): string {
  let path = '';
  let parent = root;
  for (const segment of pointer.split('/').slice(1)) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    path += step(name, Array.isArray(parent), path === '');
    parent = (parent as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  }
  return path;
}

/** A member's name as one segment of a JSON pointer. */
export function pointerSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function step(name: string, isIndex: boolean, isFirst: boolean): string {
  if (isIndex) return `[${name}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `[${JSON.stringify(name)}]`;
  return isFirst ? name : `.${name}`;
}
