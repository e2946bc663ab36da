import type { ContractProblem } from './shape-problems.js';

/** A name and the JSON pointer to it. */
export interface NamedPlace {
  readonly name: string;
  readonly path: string;
}

/** One problem for each name that stands in more than one place, at its second place. */
export function repeated(what: string, places: readonly NamedPlace[]): readonly ContractProblem[] {
  const first = new Map<string, string>();
  return places.flatMap(({ name, path }) => {
    const earlier = first.get(name);
    if (earlier !== undefined) return [{ path, message: `${what} "${name}" stands at ${earlier} already` }];
    first.set(name, path);
    return [];
  });
}
