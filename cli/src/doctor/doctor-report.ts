import type { CheckResult } from './check.js';

/** What `persist doctor --json` prints. */
export interface DoctorReport {
  readonly app: { readonly name: string; readonly root: string };
  /** The folder that was looked at. */
  readonly data: string;
  readonly checks: readonly CheckResult[];
  readonly passed: number;
  readonly warned: number;
  readonly failed: number;
}
