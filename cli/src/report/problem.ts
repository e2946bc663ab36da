/** One thing that went wrong, told so that it can be mended: what, where, and what to do next. */
export interface Problem {
  /** Stable, snake_case. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly place?: Place;
  /** The lines around the place, marked. */
  readonly frame?: string;
  /** The last lines of what a program said that failed. */
  readonly output?: string;
}

export interface Place {
  /** Relative to the app's root, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}
