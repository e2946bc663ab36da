/** Sets an own property, whatever its name: assigning to `__proto__` would change the prototype instead. */
export function setProperty(target: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    (target as Record<string, unknown>)[key] = value;
  }
}

/**
 * Whether an object carries its data in properties. A RegExp, a Promise or an instance with `#private` state
 * does not, and would be stored as `{}` without a word.
 */
export function isDataObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return !(Symbol.toStringTag in value) && !(value instanceof Error) && Object.keys(value).length > 0;
}
