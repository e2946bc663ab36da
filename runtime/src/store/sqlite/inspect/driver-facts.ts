import { installed } from '../connection/check-driver.js';
import { openDatabase } from '../connection/open-database.js';

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
 * @throws {StoreError} `driver_unfit` where it would end this Node.js.
 */
export function driverFacts(): DriverFacts {
  const { driver } = installed();
  const database = openDatabase(':memory:');
  try {
    const sqlite = database.prepare<[], string>('SELECT sqlite_version()').pluck().get()!;
    return { driver, sqlite };
  } finally {
    database.close();
  }
}
