/** A spot in a source file; line and column count from 1. */
export interface Place {
  /** Relative to the app's root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong, or doubtful, in the sources of an app. */
export interface ContractDiagnostic {
  /** With an error there is no contract; a warning leaves it usable. */
  readonly severity: 'error' | 'warning';
  /** Stable, snake_case; `typescript` for what the TypeScript compiler says. */
  readonly code: string;
  /** What is wrong, beginning with the member or type it is about. */
  readonly message: string;
  /** What to write instead. */
  readonly hint: string;
  readonly place: Place;
}

/** `src/model.ts:14:3 - LedgerBook.onChange: … Keep behaviour in methods …` */
export function formatDiagnostic({ place, message, hint }: ContractDiagnostic): string {
  return `${place.file}:${place.line}:${place.column} - ${message} ${hint}`.trimEnd();
}
