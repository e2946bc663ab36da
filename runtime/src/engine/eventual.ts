/** A value now or later: commands that do not await must finish within their turn. */
export type Eventual<T> = T | Promise<T>;

export function isPromise<T>(value: unknown): value is Promise<T> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** Goes on with `next` at once where `value` is there already. */
export function chain<T, U>(value: Eventual<T>, next: (value: T) => Eventual<U>): Eventual<U> {
  return isPromise<T>(value) ? value.then(next) : next(value);
}
