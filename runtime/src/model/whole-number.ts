/** The least and the most of what an option may be. */
export interface Range {
  readonly least?: number;
  readonly most?: number;
}

/** Timers take no more. */
const MOST = 2 ** 31 - 1;

/**
 * An option that is a whole number, by default from 1 to what timers take.
 *
 * @throws {RangeError} naming the option and what it may be.
 */
export function wholeNumber(name: string, value: number, { least = 1, most = MOST }: Range = {}): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${name} is ${String(value)}. Set it to a whole number from ${least} to ${most}.`);
}
