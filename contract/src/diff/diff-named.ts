import type { ContractChange } from './contract-change.js';

export interface NamedDiff<T> {
  readonly removed: (node: T) => readonly ContractChange[];
  readonly added: (node: T) => readonly ContractChange[];
  readonly kept: (before: T, after: T) => readonly ContractChange[];
}

/** Pairs nodes by name: a rename is a removal and an addition. Removals come first, then the later order. */
export function diffNamed<T extends { readonly name: string }>(
  before: readonly T[],
  after: readonly T[],
  diff: NamedDiff<T>,
): readonly ContractChange[] {
  const former = new Map(before.map((node) => [node.name, node]));
  const names = new Set(after.map((node) => node.name));
  return [
    ...before.filter((node) => !names.has(node.name)).flatMap(diff.removed),
    ...after.flatMap((node) => {
      const earlier = former.get(node.name);
      return earlier === undefined ? diff.added(node) : diff.kept(earlier, node);
    }),
  ];
}
