/** How often something is tried: a bounded number in every test run, more in `npm run soak`. */
export interface Effort {
  readonly ci: number;
  readonly soak: number;
}

/** The number for this run; `PERSIST_EFFORT=soak` asks for the long form, `PERSIST_EFFORT=0.1` for a tenth of the short one. */
export function effort({ ci, soak }: Effort): number {
  const wish = process.env['PERSIST_EFFORT'] ?? '1';
  if (wish === 'soak') return soak;
  const share = Number(wish);
  if (share > 0) return Math.max(1, Math.round(ci * share));
  throw new TypeError(`PERSIST_EFFORT is "${wish}"; it is soak, or a positive number that multiplies what a test run does.`);
}

/** `SEED=123` repeats a run; without it every run draws another one, which its failures print. */
export function seed(): number {
  const wish = process.env['SEED'];
  if (wish === undefined) return Math.floor(Math.random() * 2 ** 31);
  const number = Number(wish);
  if (Number.isSafeInteger(number)) return number;
  throw new TypeError(`SEED is "${wish}"; it is an integer, as a failing test printed it.`);
}

/** What fast-check takes: how many cases, and from which seed. */
export interface Cases {
  readonly numRuns: number;
  readonly seed: number;
  readonly path?: string;
  readonly includeErrorInReport: true;
}

/**
 * The cases of one property. `SEED=123 SEED_PATH=0:2:1` goes straight to the case that a failure printed with both;
 * they belong to one property: name its test with `--test-name-pattern`.
 */
export function cases(numbers: Effort): Cases {
  const path = process.env['SEED_PATH'];
  return { numRuns: effort(numbers), seed: seed(), includeErrorInReport: true, ...(path !== undefined && { path }) };
}
