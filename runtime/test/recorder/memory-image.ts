/** Every object of a graph, with the order of its keys, in the order they are reached. */
export type MemoryImage = readonly (readonly [object: object, content: readonly unknown[]])[];

/**
 * What memory looks like, down to the identity of objects: two images are equal when nothing is different at
 * all.
 */
export function memoryImage(root: object): MemoryImage {
  const image: [object, readonly unknown[]][] = [];
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const content = contentOf(value);
    image.push([value, content]);
    content.forEach(visit);
  };
  visit(root);
  return image;
}

export function sameImage(one: MemoryImage, other: MemoryImage): boolean {
  return (
    one.length === other.length &&
    one.every(([object, content], index) => {
      const [otherObject, otherContent] = other[index]!;
      return (
        object === otherObject &&
        content.length === otherContent.length &&
        content.every((part, at) => Object.is(part, otherContent[at]))
      );
    })
  );
}

function contentOf(value: object): readonly unknown[] {
  if (value instanceof Date) return [value.getTime()];
  if (Array.isArray(value)) return [...(value as readonly unknown[])];
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  if (value instanceof Set) return [...(value as Set<unknown>)];
  const content: unknown[] = [];
  for (const key of Object.keys(value)) content.push(key, (value as Readonly<Record<string, unknown>>)[key]);
  return content;
}
