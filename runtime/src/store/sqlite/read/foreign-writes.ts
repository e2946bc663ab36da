import type { Database } from 'better-sqlite3';

/** Tells whether another connection has committed since the last time it was asked. */
export function foreignWrites(database: Database): () => boolean {
  // SQLite changes this number for what others commit, not for what this connection does.
  const version = database.prepare<[], number>('PRAGMA data_version').pluck();
  let seen = version.get();
  return () => {
    const current = version.get();
    const changed = current !== seen;
    seen = current;
    return changed;
  };
}
