import type { Random } from '../random.js';
import type { Cut } from './simulated-disk.js';
import type { FileChange } from './simulated-file.js';

export interface NamedCut extends Cut {
  readonly name: string;
}

/** Nothing that was not synced is there. */
export const nothingMore: NamedCut = {
  name: 'nothing that was not synced',
  entry: () => false,
  change: () => undefined,
};

/** As after the end of a process. */
export const everything: NamedCut = {
  name: 'everything that was written',
  entry: () => true,
  change: (change) => change,
};

/** Of what was not synced some is there, some is not, in no order, and some is there in part. */
export function anything(random: Random): NamedCut {
  return {
    name: 'any part of what was not synced',
    entry: () => random.below(2) === 0,
    change(change) {
      const fate = random.below(3);
      if (fate === 0) return undefined;
      return fate === 1 ? change : torn(change, random);
    },
  };
}

const SECTOR = 512;

/** Disks write sectors whole; a file has them at its multiples of their size. */
function torn(change: FileChange, random: Random): FileChange | undefined {
  if (change.kind === 'truncate') return change;
  const { offset, data } = change;
  const first = Math.floor(offset / SECTOR);
  const sectors = Math.ceil((offset + data.length) / SECTOR) - first;
  const end = (first + random.below(sectors + 1)) * SECTOR;
  return end <= offset ? undefined : { ...change, data: data.subarray(0, end - offset) };
}
