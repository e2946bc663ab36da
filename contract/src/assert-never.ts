/** Ends a `switch` over a node's kind: a new kind then fails to compile wherever it is not handled. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected ${JSON.stringify(value)}`);
}
