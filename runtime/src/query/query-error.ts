/** One thing that is wrong with a query. */
export interface QueryProblem {
  /** The parameter or property that is wrong: `score__gte`, `where.score.gte`. */
  readonly path: string;
  /** What is wrong, and what would be right. */
  readonly message: string;
}

/** A query that asks for what the model does not have; the caller's mistake. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly errors: readonly QueryProblem[];

  constructor(errors: readonly QueryProblem[]) {
    super(`The query is not valid: ${errors.map(({ path, message }) => `${path} ${message}`).join(' ')}`);
    this.errors = errors;
  }
}
