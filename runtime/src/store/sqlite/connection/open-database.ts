import Database from 'better-sqlite3';
import { checkDriver } from './check-driver.js';

/**
 * The driver's own connection. Whoever needs one gets it here.
 *
 * @throws {StoreError} `driver_unfit` where the driver would end this Node.
 */
export function openDatabase(file: string, options: Database.Options = {}): Database.Database {
  checkDriver();
  return new Database(file, options);
}
