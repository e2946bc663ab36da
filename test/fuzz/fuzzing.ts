import fc, { type Arbitrary } from 'fast-check';
import { cases, type Effort } from '../effort/effort.js';

/** Tries a property on many cases, one after the other; a failure prints its seed, the smallest case and why it failed. */
export async function fuzz<Case>(arbitrary: Arbitrary<Case>, runs: Effort, property: (each: Case) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(arbitrary, property), { ...cases(runs), includeErrorInReport: true });
}
