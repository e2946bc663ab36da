import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Looks at an app's database from outside, as any tool could. */
export class StateWatch {
  readonly #database: Database.Database;

  /** @param dir of the app's data. */
  constructor(dir: string) {
    this.#database = new Database(join(dir, 'persist.db'), { readonly: true, fileMustExist: true });
  }

  /** Another number whenever anybody has committed anything. */
  commits(): number {
    return this.#database.pragma('data_version', { simple: true }) as number;
  }

  /**
   * All that is stored: every row of every table. Only that a refusal is remembered under its `Idempotency-Key` is
   * left out, and how far old keys were cleared.
   */
  digest(): string {
    const hash = createHash('sha256');
    for (const table of this.#tables()) {
      hash.update(table);
      for (const row of this.#database.prepare(`SELECT * FROM "${table}"${exceptions[table] ?? ''}`).raw().iterate()) {
        hash.update(JSON.stringify(row));
      }
    }
    return hash.digest('hex');
  }

  close(): void {
    this.#database.close();
  }

  #tables(): string[] {
    const names = this.#database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    return names.pluck().all() as string[];
  }
}

const exceptions: Readonly<Record<string, string>> = {
  _persist_audits: ' WHERE model IS NOT NULL',
  _persist_meta: " WHERE name <> 'keys_swept_to'",
};
