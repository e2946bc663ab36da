import type { Database, Statement } from 'better-sqlite3';

/** Statements whose text depends on what is asked, prepared once a shape. The least recently used go first. */
export class StatementCache {
  readonly #database: Database;
  readonly #capacity: number;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database, capacity = 256) {
    this.#database = database;
    this.#capacity = capacity;
  }

  /** @param sql makes the text of a shape not seen before. */
  get(shape: string, sql: () => string): Statement {
    const known = this.#statements.get(shape);
    if (known !== undefined) {
      if (this.#statements.size === this.#capacity) this.#renew(shape, known);
      return known;
    }
    if (this.#statements.size === this.#capacity) {
      this.#statements.delete(this.#statements.keys().next().value!);
    }
    const statement = this.#database.prepare(sql());
    this.#statements.set(shape, statement);
    return statement;
  }

  #renew(shape: string, statement: Statement): void {
    this.#statements.delete(shape);
    this.#statements.set(shape, statement);
  }
}
