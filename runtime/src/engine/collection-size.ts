/** Number of elements in a collection field of an instance. */
export function collectionSize(instance: object, field: string): number {
  const value: unknown = (instance as Record<string, unknown>)[field];
  return Array.isArray(value) ? value.length : (value as ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>).size;
}
