import { createRequire } from 'node:module';
import Database from 'better-sqlite3';

/** What reads and writes the files. */
export interface DriverFacts {
  /** Version of better-sqlite3. */
  readonly driver: string;
  /** Version of SQLite, which is compiled into it. */
  readonly sqlite: string;
}

/**
 * Loads the native part of the driver, which an app otherwise does when it opens its data.
 *
 * @throws {Error} where it cannot be loaded: not compiled, or for another Node.js or another machine.
 */
export function driverFacts(): DriverFacts {
  const database = new Database(':memory:');
  try {
    const sqlite = database.prepare<[], string>('SELECT sqlite_version()').pluck().get()!;
    const { version } = createRequire(import.meta.url)('better-sqlite3/package.json') as {
      readonly version: string;
    };
    return { driver: version, sqlite };
  } finally {
    database.close();
  }
}
