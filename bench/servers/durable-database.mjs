import Database from 'better-sqlite3';

/** SQLite as every variant that has it uses it: an answer follows the fsync of what it tells. */
export function openDurable(file) {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  // Set, not only read: this driver is compiled to turn it down to NORMAL at the first write to a WAL.
  database.pragma('synchronous = FULL');
  return database;
}

/** To be called once something is written. */
export function assertDurable(database) {
  const [journal, synchronous] = ['journal_mode', 'synchronous'].map((name) => database.pragma(name, { simple: true }));
  if (journal === 'wal' && synchronous === 2) return;
  throw new Error(`the comparison is unfair: journal_mode is ${journal}, synchronous ${synchronous}; they must be wal and 2`);
}
