/** An instance or a plain object, seen as what it holds. */
export type Fields = Record<string, unknown>;
