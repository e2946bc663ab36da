/** What a problem says; the texts are data, so that tests and docs can hold them against each other. */
export interface ProblemText {
  /** Begins with the member or type it is about, ends with a full stop. */
  readonly message: string;
  /** What to write instead. */
  readonly hint: string;
  readonly severity?: 'warning';
}

/** Code → text, filled in with names from the app's sources. */
export type ProblemCatalogue = Readonly<Record<string, (...names: string[]) => ProblemText>>;
