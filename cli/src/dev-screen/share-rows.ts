/** How many rows a part of a column can use. */
export interface RowsWanted {
  /** With fewer it is left out. */
  readonly least: number;
  readonly most: number;
}

/** A title, and a blank row between it and what stands above. */
const OVERHEAD = 2;

/**
 * Shares the rows of a column among its parts, the most important first: each gets the least it needs as long
 * as there are rows, and what is left goes row by row to whoever has fewest.
 *
 * @returns rows without titles, in the order of the parts; 0: left out.
 */
export function shareRows(available: number, parts: readonly RowsWanted[]): number[] {
  // Nothing stands above the first one.
  let left = available + 1;
  const shares = parts.map(({ least, most }) => {
    const fits = most > 0 && left >= least + OVERHEAD;
    if (fits) left -= least + OVERHEAD;
    return fits ? least : 0;
  });
  while (left > 0) {
    const next = neediest(shares, parts);
    if (next === undefined) break;
    shares[next]! += 1;
    left -= 1;
  }
  return shares;
}

function neediest(shares: readonly number[], parts: readonly RowsWanted[]): number | undefined {
  const open = [...shares.keys()].filter((part) => shares[part]! > 0 && shares[part]! < parts[part]!.most);
  return open.toSorted((one, other) => shares[one]! - shares[other]!)[0];
}
