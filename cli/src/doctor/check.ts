import type { Subject } from './subject.js';

export type Status = 'PASS' | 'WARN' | 'FAIL';

/** What a check saw. */
export interface Finding {
  readonly status: Status;
  /** One line. */
  readonly summary: string;
  /** What is behind it, a line each. */
  readonly detail?: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** One thing an app needs. Looks and changes nothing; what it throws is its own failure. */
export type Check = (subject: Subject) => Promise<Finding>;

/** A check that was done. */
export interface CheckResult extends Finding {
  readonly name: string;
}
